import { openStore } from "@strata/engine";
import { type Moto, startMoto } from "@strata/moto";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { openLocks } from "../../src/lock/read-locks.ts";
import { runRollout } from "../../src/rollout.ts";
import { makeEngineWorkspace } from "../engine-workspace.ts";
import { createBucket, createLockTable, s3Backend, startForbidden, startLossyNetwork } from "../lock/aws-backend.ts";
import { LONG } from "../lock/race.ts";
import { memoryEngine, recordingHost } from "../recording-host.ts";

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
  await createBucket(moto.endpoint, "states");
  await createLockTable(moto.endpoint, "locks");
});
afterAll(() => moto.stop());
beforeEach(() => () => vi.unstubAllEnvs());

/** A workspace of one tiny layer whose state is in S3, and its lock in DynamoDB. */
const enter = async (endpoint = moto.endpoint, bucket = "states") => {
  const { root, variables } = await makeEngineWorkspace({ network: { upstreams: [] } });
  // A rehearsal keeps its state in a folder; this is a run as a real one, of layers that need no provider.
  const { STRATA_REHEARSAL: _, PULUMI_DEBUG_PROVIDERS: __, ...rest } = variables;
  const lock = { STRATA_LOCK_TABLE: "locks", PULUMI_BACKEND_URL: s3Backend(endpoint, bucket) };
  const all = { ...rest, ...moto.variables, ...lock, AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  for (const name of ["STRATA_REHEARSAL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  const { host, events } = recordingHost();
  const run = (operation: "deploy" | "destroy", environment = "threa-prod") =>
    runRollout({ root, environment, operation, layers: "all", config: {} }, host);
  return { root, run, events };
};

it("deploys and destroys with the state in S3 and the lock in DynamoDB", async () => {
  const { root, run } = await enter();
  expect(await run("deploy")).toMatchObject({ status: "succeeded", fence: 1, layers: [{ changes: { create: 1 } }] });
  const { store, table, lease } = await openLocks(root, "threa-prod");
  expect([store.place, table.place, lease]).toEqual([
    "s3://states/team",
    "s3://states/team#threa-prod in the DynamoDB table locks",
    null,
  ]);
  expect(await store.list(".pulumi/stacks/")).toContain(".pulumi/stacks/network/threa-prod.json");
  expect(await run("destroy")).toMatchObject({ status: "succeeded", fence: 2 });
  expect(await store.list(".pulumi/locks/")).toEqual([]);
});

it("refuses state in S3 for whose locks no table is named", async () => {
  const { run } = await enter();
  vi.stubEnv("STRATA_LOCK_TABLE", "");
  await expect(run("deploy")).rejects.toMatchObject({ code: "LOCK_UNAVAILABLE" });
  vi.stubEnv("STRATA_LOCK_TABLE", "absent");
  await expect(run("deploy")).rejects.toMatchObject({
    code: "LOCK_UNAVAILABLE",
    hint: expect.stringContaining("aws dynamodb create-table --table-name absent"),
  });
});

it("F22 does not mind a network that loses 3 of 10 requests", async () => {
  const network = await startLossyNetwork(moto.endpoint);
  try {
    const { root } = await enter(network.endpoint);
    const { host } = recordingHost();
    const open = async () => ({ ...(await memoryEngine().open()), store: openStore(root) });
    for (let fence = 1; fence <= 10; fence++) {
      const request = { root, environment: "suna-prod", operation: "deploy", layers: "all", config: {} } as const;
      expect(await runRollout(request, host, open)).toMatchObject({ status: "succeeded", fence });
    }
    expect(network.counts.lost / network.counts.came).toBeGreaterThan(0.25);
  } finally {
    await network.stop();
  }
});

// The engine waits about a second before it tries again, and an update has 80 requests.
it.runIf(LONG)("F22 lets the engine itself not mind a network that loses 3 of 10 requests", async () => {
  const network = await startLossyNetwork(moto.endpoint);
  try {
    const { run } = await enter(network.endpoint);
    expect(await run("deploy", "suna-dev")).toMatchObject({
      status: "succeeded",
      layers: [{ changes: { create: 1 } }],
    });
    const again = await run("deploy", "suna-dev");
    expect(again.layers[0]?.changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 });
    expect(network.counts.lost / network.counts.came).toBeGreaterThan(0.25);
  } finally {
    await network.stop();
  }
});

it("F23 refuses a bucket that is gone before anything is made", async () => {
  const { run, events } = await enter(moto.endpoint, "gone");
  await expect(run("deploy")).rejects.toMatchObject({
    code: "STATE_UNREACHABLE",
    message: expect.stringMatching(/^the state in s3:\/\/gone\/team cannot be used: NoSuchBucket/),
    hint: expect.stringContaining("aws s3api head-bucket --bucket gone"),
  });
  expect(events).toEqual([]);
});

it("F23 refuses a bucket that this identity may not use before anything is made", async () => {
  const forbidden = await startForbidden();
  try {
    const { run, events } = await enter(forbidden.endpoint);
    await expect(run("deploy")).rejects.toMatchObject({
      code: "STATE_UNREACHABLE",
      message: expect.stringContaining("AccessDenied"),
      hint: expect.stringContaining("aws sts get-caller-identity"),
    });
    expect([events, forbidden.counts.came]).toEqual([[], 1]);
  } finally {
    await forbidden.stop();
  }
});
