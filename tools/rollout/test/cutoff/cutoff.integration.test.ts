import { join } from "node:path";
import { openFileStore } from "@strata/engine";
import { execa } from "execa";
import { expect, it } from "vitest";
import { lastUpdateFailed } from "../../src/cutoff/last-update.ts";
import type { RolloutRecord } from "../../src/record.ts";
import { type EngineWorkspace, makeEngineWorkspace, programOf } from "../engine-workspace.ts";
import { put } from "../workspace.ts";
import { deploy } from "./deploy.ts";

/** The first layer promises a secret: an engine that runs encrypts it anew, and nobody without the key can tell why. */
const SECRET = 'return { name: "network", token: pulumi.secret("s3cret") };';
const THREE = {
  network: { upstreams: [], body: SECRET },
  data: { upstreams: ["network"] },
  services: { upstreams: ["data"] },
};

const stateOf = ({ root }: EngineWorkspace) => openFileStore(join(root, ".strata", "rehearsal", "state"));

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
  expect(statuses(await deploy(workspace))).toEqual(["network succeeded", "data succeeded", "services unchanged"]);
  const memory = await stateOf(workspace).read(".strata/layers/threa-prod/data.json");
  expect(memory).toContain('"output":"token"');
  expect(memory).not.toContain("s3cret");

  await put(
    root,
    "stacks/data/index.ts",
    programOf("data", {
      upstreams,
      body: `if (!pulumi.runtime.isDryRun()) throw new RangeError("no such size"); ${body}`,
    }),
  );
  expect(statuses(await deploy(workspace, { layers: ["data"] }))).toEqual(["data failed"]);
  expect(await lastUpdateFailed(stateOf(workspace), "data", "threa-prod")).toBe(true);
  expect(await lastUpdateFailed(stateOf(workspace), "services", "threa-prod")).toBe(false);
  const waiting = await deploy(workspace, { layers: ["services"] });
  expect(waiting.layers).toMatchObject([
    {
      status: "failed",
      reason: expect.stringContaining("services waits: data"),
      error: { hint: "nx deploy data -c threa-prod" },
    },
  ]);
});
