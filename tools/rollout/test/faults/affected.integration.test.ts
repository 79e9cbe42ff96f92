import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { expect, it } from "vitest";
import { nx } from "../../../nx-pulumi/test/nx.ts";
import { deploy } from "../cutoff/deploy.ts";
import { type EngineWorkspace, makeEngineWorkspace, programOf } from "../engine-workspace.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { put } from "../workspace.ts";

const MAIN = join(import.meta.dirname, "..", "..", "..", "cli", "src", "main.ts");
const TWO = { network: { upstreams: [] }, data: { upstreams: ["network"] } };

const LOCK = `
lockfileVersion: '9.0'
importers:
  .: {}
  stacks/network: {}
  stacks/data:
    dependencies:
      yaml: { specifier: 2.9.1, version: 2.9.1 }
packages:
  knip@6.0.0: { resolution: { integrity: sha512-a } }
  yaml@2.9.1: { resolution: { integrity: sha512-b } }
snapshots:
  knip@6.0.0: {}
  yaml@2.9.1: {}
`;

const git = (root: string, ...words: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...words], { cwd: root, stdio: "pipe" });

/** A workspace of layers whose files are all in one commit. */
async function repository(): Promise<EngineWorkspace> {
  const workspace = await makeEngineWorkspace(TWO);
  const { root } = workspace;
  await put(root, ".gitignore", "node_modules\n.strata\n.nx\n");
  await put(root, "pnpm-lock.yaml", LOCK);
  // Nx reads it of an installation by pnpm.
  await put(root, "node_modules/.modules.yaml", "hoistedDependencies: {}\n");
  const manifest = { name: "@strata/data", type: "module", dependencies: { yaml: "2.9.1" } };
  await put(root, "stacks/data/package.json", JSON.stringify(manifest));
  git(root, "init", "-q", "-b", "main");
  commit(root);
  return workspace;
}

function commit(root: string): void {
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "change");
}

it("F46 affects by a lockfile the layers that feel it, also with a cache that Nx cannot read", async () => {
  const workspace = await repository();
  const { root } = workspace;
  const affected = async () => await nx(workspace, "show", "projects", "--affected", "--base=main");

  await put(root, "pnpm-lock.yaml", LOCK.replaceAll("knip@6.0.0", "knip@6.0.1"));
  const unfelt = await affected();
  expect(unfelt).toMatchObject({ code: 0, text: expect.not.stringMatching(/network|data/) });

  await put(root, "pnpm-lock.yaml", LOCK.replaceAll("2.9.1", "2.9.2"));
  const felt = await affected();
  expect(felt.code).toBe(0);
  expect(felt.text).toContain("data");
  expect(felt.text).not.toContain("network");

  const cache = join(root, ".nx", "workspace-data");
  for (const name of readdirSync(cache)) if (statSync(join(cache, name)).isFile()) writeFileSync(join(cache, name), "");
  const corrupt = await affected();
  // It may well give up; it may not say that there is nothing.
  expect(corrupt.code !== 0 || corrupt.text.split("\n").some((line) => line.endsWith("data"))).toBe(true);
});

it("F46 deploys all that has changed from a shallow clone, in which git does not know the base", async () => {
  const origin = await repository();
  const { variables } = origin;
  expect(await deploy(origin)).toMatchObject({ status: "succeeded" });
  const { stdout: base } = await execa(process.execPath, [MAIN, "base", "threa-prod"], {
    cwd: origin.root,
    env: variables,
  });
  expect(base).toBe(git(origin.root, "rev-parse", "HEAD").toString().trim());
  await put(origin.root, "stacks/data/index.ts", `${programOf("data", TWO.data)}// another\n`);
  commit(origin.root);
  await put(origin.root, "README.md", "");
  commit(origin.root);

  const root = join(await temporaryFolder("clone"), "shallow");
  git(origin.root, "clone", "-q", "--depth", "1", pathToFileURL(origin.root).href, root);
  await symlink(join(origin.root, "node_modules"), join(root, "node_modules"));
  // An empty base would not do: Nx takes main in its place, which is what is checked out, and finds nothing affected.
  const script = `
    nx() { "$NODE" node_modules/nx/dist/bin/nx.js "$@"; }
    strata() { "$NODE" "$STRATA" "$@"; }
    if base=$(strata base threa-prod); then
      NX_BASE=$base nx affected -t deploy -c threa-prod
    else
      nx run-many -t deploy -c threa-prod
    fi`;
  const env = { ...variables, NX_DAEMON: "false", CI: "true", NODE: process.execPath, STRATA: MAIN };
  const run = await execa("sh", ["-c", script], { cwd: root, env, reject: false });
  expect(run.stderr).toContain("BASE_UNKNOWN: threa-prod has no base");
  expect(run.stderr).toContain("next: git fetch --unshallow");
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/network: unchanged.*data: succeeded/s) });

  const unknown = await nx({ root, variables }, "affected", "-t", "deploy", "-c", "threa-prod", `--base=${base}`);
  expect(unknown.code).not.toBe(0);
  const runs = join(variables.STRATA_REHEARSAL ?? "", "runs");
  const last = readdirSync(runs).sort().at(-1) ?? "";
  expect(JSON.parse(readFileSync(join(runs, last, "record.json"), "utf8"))).toMatchObject({ status: "succeeded" });
});
