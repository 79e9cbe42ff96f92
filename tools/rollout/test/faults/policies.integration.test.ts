import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { RolloutRecord } from "../../src/record.ts";
import type { RolloutRequest } from "../../src/request.ts";
import { runRollout } from "../../src/rollout.ts";
import { type CloudWorkspace, makeCloudWorkspace, topics } from "../cloud-workspace.ts";
import { recordingHost } from "../recording-host.ts";

const ENVIRONMENT = "threa-prod";
const PACKS = join(import.meta.dirname, "..", "fixtures", "policies");

let world: CloudWorkspace;

beforeAll(async () => {
  world = await makeCloudWorkspace({ network: topics("network", 1), data: topics("data", 1) });
  await cp(PACKS, join(world.root, "policies"), { recursive: true });
  for (const [name, value] of Object.entries(world.variables)) vi.stubEnv(name, value);
});

afterAll(() => void vi.unstubAllEnvs());

const roll = (
  operation: RolloutRequest["operation"],
  policies: string,
  more: Partial<RolloutRequest> = {},
): Promise<RolloutRecord> =>
  runRollout(
    {
      root: world.root,
      environment: ENVIRONMENT,
      operation,
      layers: "all",
      config: { policies: `[${policies}]` },
      ...more,
    },
    recordingHost().host,
  );

const results = ({ layers }: RolloutRecord) => layers.map(({ layer, status }) => `${layer} ${status}`);
const reasons = ({ layers }: RolloutRecord) =>
  layers.flatMap(({ status, reason }) => (status === "failed" ? [reason] : []));

it("F48 refuses a deploy whose policy pack is missing before it begins, and names the near one", async () => {
  await expect(roll("deploy", "strikt")).rejects.toMatchObject({
    code: "POLICY_PACK_MISSING",
    message: expect.stringContaining("policies/strikt/PulumiPolicy.yaml); did you mean strict?; there are advising, "),
  });
  expect(world.lastRun()).toBeUndefined();
});

it("F48 makes nothing when a pack cannot be loaded, and says in which line of it", async () => {
  const record = await roll("deploy", "advising, broken", { layers: ["network"] });
  expect(record).toMatchObject({ status: "failed", exitCode: 1 });
  expect(record.layers[0]).toMatchObject({
    reason: "network of threa-prod is refused: policy pack broken failed: Error: no rules today (index.ts:1:7)",
    error: {
      code: "POLICY_PACK_FAILED",
      hint: "mend policies/broken, then: nx preview network -c threa-prod",
    },
  });
  expect(world.account()).toEqual([]);
});

it("F48 makes nothing when a pack is killed while it judges", async () => {
  const record = await roll("deploy", "dying", { layers: ["data"] });
  expect(record).toMatchObject({ exitCode: 1, layers: [{ error: { code: "POLICY_PACK_FAILED" } }] });
  expect(reasons(record)).toEqual([expect.stringContaining("policy pack dying failed: ")]);
  expect(world.account()).toEqual([]);
});

it("F48 makes nothing when a policy of whole stacks refuses one", async () => {
  const record = await roll("deploy", "whole", { layers: ["network"] });
  expect(record).toMatchObject({ exitCode: 1, layers: [{ error: { code: "POLICY_VIOLATED" } }] });
  expect(reasons(record)).toEqual([
    expect.stringContaining("one-topic of whole refuses the stack: A stack has one topic. there are 2"),
  ]);
  expect(world.account()).toEqual([]);
});

it("F48 makes nothing in any layer when a pack throws while it judges the last of them, and goes on once it is mended", async () => {
  const record = await roll("deploy", "throwing");
  expect(record).toMatchObject({ status: "failed", exitCode: 1 });
  expect(results(record)).toEqual(["data failed", "network skipped"]);
  expect(reasons(record)).toEqual([
    expect.stringContaining("throwing failed: policy late-names: TypeError: late is not"),
  ]);
  expect(record.layers[1]).toMatchObject({ reason: "the policies refuse data", cause: "data" });
  expect(world.account()).toEqual([]);

  await rm(join(world.root, "policies", "throwing"), { recursive: true });
  await cp(join(PACKS, "advising"), join(world.root, "policies", "throwing"), { recursive: true });
  const mended = await roll("deploy", "throwing");
  expect(results(mended)).toEqual(["data succeeded", "network succeeded"]);
  expect(mended.layers[0]?.diagnostics).toEqual([
    "policy few-topics of advising warns of aws:sns/topic:Topic data-1: Topics cost attention. is this one needed?",
  ]);
  expect(world.account()).toHaveLength(4);
  expect(results(await roll("deploy", "throwing"))).toEqual(["data unchanged", "network unchanged"]);
  expect(await world.leftovers()).toEqual([]);
});

it("F48 refuses in a preview, too, with the policy, the resource and the pack's own words", async () => {
  const record = await roll("preview", "strict", { layers: ["data"] });
  expect(record).toMatchObject({ status: "failed", exitCode: 1, layers: [{ error: { code: "POLICY_VIOLATED" } }] });
  expect(reasons(record)).toEqual([
    expect.stringContaining(
      "policy no-late-topics of strict refuses aws:sns/topic:Topic data-1-late: Topics are early. this one is late",
    ),
  ]);
});
