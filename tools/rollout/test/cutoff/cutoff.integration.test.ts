import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openFileStore } from "@strata/engine";
import { execa } from "execa";
import { expect, it } from "vitest";
import type { RolloutRecord } from "../../src/record.ts";
import type { RolloutRequest } from "../../src/request.ts";
import { type EngineWorkspace, makeEngineWorkspace, programOf } from "../engine-workspace.ts";
import { put } from "../workspace.ts";

const DRIVER = join(import.meta.dirname, "roll.ts");
const THREE = { network: { upstreams: [] }, data: { upstreams: ["network"] }, services: { upstreams: ["data"] } };

const stateOf = ({ root }: EngineWorkspace) => openFileStore(join(root, ".strata", "rehearsal", "state"));

/** Deploys in a process of its own. */
async function deploy(workspace: EngineWorkspace, rest: Partial<RolloutRequest> = {}): Promise<RolloutRecord> {
  const { root, variables } = workspace;
  const request = { root, environment: "threa-prod", operation: "deploy", layers: "all", config: {}, ...rest };
  const { stdout } = await execa(process.execPath, [DRIVER, JSON.stringify(request)], { cwd: root, env: variables });
  const record: RolloutRecord = JSON.parse(stdout);
  return record;
}

const statuses = ({ layers }: RolloutRecord) => layers.map(({ layer, status }) => `${layer} ${status}`);

it("runs on the real engine what has changed, and nothing else", async () => {
  const workspace = await makeEngineWorkspace(THREE);
  const { root } = workspace;
  const history = () => stateOf(workspace).list(".pulumi/history/");
  const first = await deploy(workspace);
  expect(statuses(first)).toEqual(["network succeeded", "data succeeded", "services succeeded"]);

  const runs = await history();
  const second = await deploy(workspace);
  expect(statuses(second)).toEqual(["network unchanged", "data unchanged", "services unchanged"]);
  expect(second.layers[2]).toMatchObject({
    outputs: { name: "services", below: ["data"] },
    resources: 1,
    startedAt: null,
  });
  expect(await history()).toEqual(runs);

  const upstreams = ["network"];
  await put(root, "stacks/data/index.ts", `${programOf("data", { upstreams })}// the same\n`);
  expect(statuses(await deploy(workspace))).toEqual(["network unchanged", "data succeeded", "services unchanged"]);

  const body = 'return { name: "data", size: 2 };';
  await put(root, "stacks/data/index.ts", programOf("data", { upstreams, body }));
  expect(statuses(await deploy(workspace))).toEqual(["network unchanged", "data succeeded", "services succeeded"]);

  await execa("pulumi", ["refresh", "--yes", "--non-interactive", "--stack", "threa-prod"], {
    cwd: join(root, "stacks", "network"),
    env: { ...workspace.variables, PULUMI_OPTION_CONFIG_FILE: join(root, "by-hand.yaml") },
  });
  expect(statuses(await deploy(workspace))).toEqual(["network succeeded", "data unchanged", "services unchanged"]);

  await put(
    root,
    "stacks/data/index.ts",
    programOf("data", { upstreams, body: 'throw new RangeError("no such size");' }),
  );
  expect(statuses(await deploy(workspace, { layers: ["data"] }))).toEqual(["data failed"]);
  const waiting = await deploy(workspace, { layers: ["services"] });
  expect(waiting.layers).toMatchObject([
    {
      status: "failed",
      reason: expect.stringContaining("services waits: data"),
      error: { hint: "nx deploy data -c threa-prod" },
    },
  ]);
});

it("keeps no secret in what it remembers, and sees one change without a key", async () => {
  const token = (value: string) => `return { name: "network", token: pulumi.secret("${value}") };`;
  const workspace = await makeEngineWorkspace({
    network: { upstreams: [], body: token("s3cret") },
    data: { upstreams: ["network"] },
  });
  await deploy(workspace);
  const memory = () =>
    readFileSync(join(workspace.root, ".strata/rehearsal/state/.strata/layers/threa-prod/data.json"), "utf8");
  expect(memory()).toContain('"token"');
  expect(memory()).not.toContain("s3cret");
  await put(workspace.root, "stacks/network/index.ts", programOf("network", { upstreams: [], body: token("0ther") }));
  const record = await deploy({ ...workspace, variables: { ...workspace.variables } });
  expect(statuses(record)).toEqual(["network succeeded", "data succeeded"]);
});
