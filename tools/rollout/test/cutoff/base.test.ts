import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LayerName } from "@strata/shared-config";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { findBase } from "../../src/cutoff/base.ts";
import { runRollout } from "../../src/rollout.ts";
import { recordingHost } from "../recording-host.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { makeWorkspace, put } from "../workspace.ts";
import { rememberingEngine } from "./remembering-engine.ts";

const TWO = { network: [], data: ["network"] } as const;

beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

const gitIn = (cwd: string, ...words: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...words], { cwd, stdio: "pipe" })
    .toString()
    .trim();

/** A workspace in a git repository, an engine that remembers, and what to do with them. Nothing is deployed yet. */
async function repository() {
  const root = await makeWorkspace(TWO, { ".gitignore": ".strata\n" });
  await rm(join(root, "environments"));
  await put(root, "environments/threa-prod.yaml", "product: threa\ntier: prod\n");
  const engine = rememberingEngine();
  const git = (...words: readonly string[]) => gitIn(root, ...words);
  git("init", "-q", "-b", "main");
  /** Edits a file, commits that, and gives the commit. */
  const commit = async (file: string, content = `// ${Math.random()}\n`) => {
    await put(root, file, content);
    git("add", "-A");
    git("commit", "-q", "-m", `change ${file}`);
    return git("rev-parse", "HEAD");
  };
  const deploy = async (...layers: readonly LayerName[]) => {
    const request = { root, environment: "threa-prod", operation: "deploy", layers, config: {} } as const;
    return await runRollout(request, recordingHost().host, engine.open);
  };
  const base = () => findBase(root, "threa-prod", engine.open);
  return { root, engine, git, commit, deploy, base };
}

describe("the base of an environment is", () => {
  it("the commit that all layers were deployed from", async () => {
    const { commit, deploy, base } = await repository();
    const first = await commit("a.txt");
    await deploy("network", "data");
    await commit("b.txt");
    expect(await base()).toEqual({ commit: first, notes: [] });
  });

  it("the oldest of the layers' commits, so that a failed deploy is not forgotten by the next success", async () => {
    const { engine, commit, deploy, base } = await repository();
    const first = await commit("a.txt");
    await deploy("network", "data");
    await commit("stacks/data/src/a.ts");
    engine.failing.add("data");
    await deploy("network", "data");
    await commit("stacks/network/src/b.ts");
    await deploy("network");
    expect(await base()).toEqual({ commit: first, notes: [] });
    engine.failing.delete("data");
    await deploy("data");
    expect(await base()).toEqual({ commit: expect.not.stringContaining(first), notes: [] });
  });

  it("moved on by a deploy that finds nothing changed", async () => {
    const { commit, deploy, base } = await repository();
    await commit("a.txt");
    await deploy("network", "data");
    const second = await commit("README.md");
    expect((await deploy("network", "data")).layers.map(({ status }) => status)).toEqual(["unchanged", "unchanged"]);
    expect(await base()).toEqual({ commit: second, notes: [] });
  });

  it("that of a deploy with files in no commit, once a deploy without them finds nothing changed", async () => {
    const { root, commit, deploy, base } = await repository();
    const only = await commit("a.txt");
    await put(root, "notes.txt", "mine\n");
    await deploy("network", "data");
    await rm(join(root, "notes.txt"));
    await deploy("network", "data");
    expect(await base()).toEqual({ commit: only, notes: [] });
  });

  it("the commit before, for a layer that was deployed with files which are in no commit, and it says so", async () => {
    const { root, commit, deploy, base } = await repository();
    const first = await commit("a.txt");
    await deploy("network", "data");
    await put(root, "stacks/data/src/a.ts", "// mine\n");
    await deploy("network", "data");
    expect(await base()).toEqual({ commit: first, notes: [expect.stringContaining("data was deployed with files")] });
  });
});

describe("an environment has no base, and refuses to name one,", () => {
  const refused = async (base: () => Promise<unknown>) => {
    const error: unknown = await base().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "BASE_UNKNOWN", hint: "nx run-many -t deploy -c threa-prod" });
    return String(error);
  };

  it("before every layer was deployed", async () => {
    const { commit, deploy, base } = await repository();
    await commit("a.txt");
    await deploy("network");
    expect(await refused(base)).toContain("data has no deploy on record that succeeded");
  });

  it("outside of a git repository, and where it was deployed from none", async () => {
    const { root, git, commit, deploy, base } = await repository();
    await rm(join(root, ".git"), { recursive: true });
    await deploy("network", "data");
    expect(await refused(base)).toContain("no git repository");
    git("init", "-q", "-b", "main");
    await commit("a.txt");
    expect(await refused(base)).toContain("network was deployed from no git repository");
  });

  it("on another branch than that which was deployed, since a comparison would miss what that one had", async () => {
    const { git, commit, deploy, base } = await repository();
    await commit("a.txt");
    git("switch", "-q", "-c", "other");
    await commit("stacks/data/src/a.ts");
    await deploy("network", "data");
    git("switch", "-q", "main");
    expect(await refused(base)).toContain("is not in the history of what is checked out");
  });

  it("when a failed change was taken back, which no comparison shows though half of it may be there", async () => {
    const { engine, git, commit, deploy, base } = await repository();
    await commit("a.txt");
    await deploy("network", "data");
    await commit("stacks/data/src/a.ts");
    engine.failing.add("data");
    await deploy("data");
    git("rm", "-q", "stacks/data/src/a.ts");
    git("commit", "-q", "-m", "take it back");
    expect(await refused(base)).toContain("the last deploy of data did not succeed");
  });

  it("when files were deployed that were in no commit, and are gone", async () => {
    const { root, commit, deploy, base } = await repository();
    await commit("a.txt");
    await deploy("network", "data");
    await put(root, "stacks/data/src/a.ts", "// mine\n");
    await deploy("data");
    await rm(join(root, "stacks/data/src/a.ts"));
    expect(await refused(base)).toContain("data was deployed with files that are in no commit");
  });
});

it("a shallow clone is told how to become whole, and has the same base then", async () => {
  const { root, engine, commit, deploy } = await repository();
  const first = await commit("a.txt");
  await deploy("network", "data");
  await commit("b.txt");
  const clone = join(await temporaryFolder("clone"), "shallow");
  gitIn(root, "clone", "-q", "--depth", "1", pathToFileURL(root).href, clone);
  const base = () => findBase(clone, "threa-prod", engine.open);
  await expect(base()).rejects.toMatchObject({
    code: "BASE_UNKNOWN",
    message: expect.stringContaining(`network was deployed from ${first}, which this clone does not have`),
    hint: "git fetch --unshallow",
  });
  gitIn(clone, "fetch", "-q", "--unshallow");
  expect(await base()).toEqual({ commit: first, notes: [] });
});
