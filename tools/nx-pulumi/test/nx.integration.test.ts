import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type EngineWorkspace, makeEngineWorkspace, programOf } from "../../rollout/test/engine-workspace.ts";
import { put } from "../../rollout/test/workspace.ts";
import { nx } from "./nx.ts";

const FOUR = {
  network: { upstreams: [] },
  data: { upstreams: ["network"] },
  cluster: { upstreams: ["network"] },
  services: { upstreams: ["data", "cluster"] },
} as const;

/** The layers that Nx says each layer depends on, by folder name. */
async function edgesOf(workspace: EngineWorkspace): Promise<Record<string, string[]>> {
  const run = await nx(workspace, "graph", "--file=graph.json");
  expect(run.text).not.toContain("Failed to process");
  const { graph } = JSON.parse(readFileSync(join(workspace.root, "graph.json"), "utf8"));
  const dependencies: Record<string, { target: string }[]> = graph.dependencies;
  const short = (project: string) => project.split("/").at(-1) ?? project;
  return Object.fromEntries(
    Object.entries(dependencies)
      .filter(([project]) => short(project) in FOUR)
      .map(([project, edges]) => [short(project), edges.map(({ target }) => short(target)).sort()]),
  );
}

/** The records of a workspace's rollouts, oldest first: the operation and each layer with its status. */
function rollouts({ variables }: EngineWorkspace): string[] {
  const runs = join(variables.STRATA_REHEARSAL ?? "", "runs");
  return readdirSync(runs)
    .sort()
    .map((id) => {
      const record: { operation: string; layers: { layer: string; status: string }[] } = JSON.parse(
        readFileSync(join(runs, id, "record.json"), "utf8"),
      );
      return `${record.operation}: ${record.layers.map(({ layer, status }) => `${layer} ${status}`).join(", ")}`;
    });
}

const DEPLOYED = "deploy: network succeeded, cluster succeeded, data succeeded, services succeeded";

describe("the project graph", () => {
  it("has the edges of the upstream literals, and loses one with its literal alone", async () => {
    const made = await makeEngineWorkspace(FOUR);
    // As Nx has it by default: the plugin in a process of its own.
    const workspace = { ...made, variables: { ...made.variables, NX_ISOLATE_PLUGINS: "true" } };
    expect(await edgesOf(workspace)).toEqual({
      network: [],
      data: ["network"],
      cluster: ["network"],
      services: ["cluster", "data"],
    });
    await put(workspace.root, "stacks/services/index.ts", programOf("services", { upstreams: ["cluster"] }));
    expect(await edgesOf(workspace)).toMatchObject({ services: ["cluster"] });
  });

  it("names a broken layer, shows the others, and runs nothing", async () => {
    const workspace = await makeEngineWorkspace(FOUR);
    await put(workspace.root, "stacks/services/Pulumi.yaml", "name: [");
    const shown = await nx(workspace, "graph", "--file=graph.json");
    expect(shown.text).toContain("stacks/services/Pulumi.yaml is not valid YAML");
    expect(readFileSync(join(workspace.root, "graph.json"), "utf8")).toContain('"root": "stacks/cluster"');
    const run = await nx(workspace, "run-many", "-t", "deploy", "-c", "threa-prod");
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("stacks/services/Pulumi.yaml is not valid YAML");
  });
});

describe("a whole environment", () => {
  let workspace: EngineWorkspace;
  beforeAll(async () => {
    workspace = await makeEngineWorkspace(FOUR);
  });

  it("is deployed in order by one rollout, and in order without a batch", async () => {
    const batch = await nx(workspace, "run-many", "-t", "deploy", "-c", "threa-prod");
    expect(batch).toMatchObject({ code: 0 });
    expect(rollouts(workspace)).toEqual([DEPLOYED]);

    const single = await nx(workspace, "run-many", "-t", "deploy", "-c", "threa-prod", "--no-batch", "--no-cutoff");
    expect(single).toMatchObject({ code: 0 });
    const [, first, ...rest] = rollouts(workspace);
    expect([first, rest.at(-1)]).toEqual(["deploy: network succeeded", "deploy: services succeeded"]);
  });

  it("has one layer deployed alone, with a setting for this run", async () => {
    const before = rollouts(workspace).length;
    const run = await nx(workspace, "deploy", "services", "-c", "threa-prod", "--config", "services.app.memory=1024");
    expect(run).toMatchObject({ code: 0, text: expect.stringContaining("network: not asked for, left as it is") });
    expect(rollouts(workspace).slice(before)).toEqual(["deploy: services succeeded"]);
  });

  it("shows a layer's outputs", async () => {
    const run = await nx(workspace, "outputs", "services", "-c", "threa-prod");
    expect(run).toMatchObject({ code: 0, text: expect.stringContaining('below: ["data","cluster"]') });
  });

  it("is not destroyed from below, nor in no order, but in the exact reverse", async () => {
    const below = await nx(workspace, "destroy", "network", "-c", "threa-prod");
    expect(below).toMatchObject({
      code: 1,
      text: expect.stringContaining("DEPENDENTS_DEPLOYED: network of threa-prod"),
    });
    const unordered = await nx(workspace, "run-many", "-t", "destroy", "-c", "threa-prod", "--no-batch");
    expect(unordered).toMatchObject({ code: 1, text: expect.stringContaining("ORDER_UNKNOWN") });

    const before = rollouts(workspace).length;
    const run = await nx(workspace, "run-many", "-t", "destroy", "-c", "threa-prod");
    expect(run).toMatchObject({ code: 0 });
    expect(rollouts(workspace).slice(before)).toEqual([
      "destroy: services succeeded, data succeeded, cluster succeeded, network succeeded",
    ]);
  });
});

it("exits with 1 when a layer fails, skips its dependents by name, and lets the others go on", async () => {
  const workspace = await makeEngineWorkspace({
    ...FOUR,
    data: { upstreams: ["network"], body: 'throw new RangeError("no such size");' },
  });
  const run = await nx(workspace, "run-many", "-t", "deploy", "-c", "threa-prod");
  expect(run).toMatchObject({ code: 1, text: expect.stringContaining("services: skipped, data failed") });
  expect(run.text).toContain("no such size");
  expect(rollouts(workspace)).toEqual(["deploy: network succeeded, cluster succeeded, data failed, services skipped"]);
});

it("refuses one layer whose upstream was never deployed, with the command to type", async () => {
  const workspace = await makeEngineWorkspace(FOUR);
  const run = await nx(workspace, "deploy", "data", "-c", "threa-prod");
  expect(run).toMatchObject({ code: 1, text: expect.stringContaining("nx deploy network -c threa-prod") });
  expect(run.text).toContain("UPSTREAM_NOT_DEPLOYED: data needs network");
});

it("lists the environments when none is named", async () => {
  const workspace = await makeEngineWorkspace({ network: { upstreams: [] } });
  const run = await nx(workspace, "deploy", "network");
  expect(run).toMatchObject({ code: 1, text: expect.stringContaining("choose one of: happyrobot-dev") });
});

it("deploys what a change reaches, in order, and leaves out what it then turns out not to change", async () => {
  const workspace = await makeEngineWorkspace(FOUR);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], { cwd: workspace.root });
  await put(workspace.root, ".gitignore", "node_modules\n.strata\n.nx\n");
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "start");
  expect(await nx(workspace, "run-many", "-t", "deploy", "-c", "threa-prod")).toMatchObject({ code: 0 });

  await put(workspace.root, "stacks/data/src/size.ts", "export const size = 1;\n");
  const run = await nx(workspace, "affected", "-t", "deploy", "-c", "threa-prod", "--base=main");
  expect(run).toMatchObject({ code: 0 });
  expect(rollouts(workspace)).toEqual([DEPLOYED, "deploy: data succeeded, services unchanged"]);
});
