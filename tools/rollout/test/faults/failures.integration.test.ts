import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RolloutRecord } from "../../src/record.ts";
import { losses } from "./losses.ts";
import { openSimulated, recordOf, type Simulated } from "./simulated.ts";

const ENVIRONMENT = "threa-prod";
const SOUND = { lost: [], doubled: [], pending: 0 };
const LONG = process.env.STRATA_FAULTS === "long";
const QUIET = { create: 0, update: 0, replace: 0, delete: 0 };

let world: Simulated;

beforeAll(async () => {
  world = await openSimulated();
});

beforeEach(async () => {
  await world.arm();
  await world.forget(ENVIRONMENT);
});

afterAll(() => world.close());

const deploy = async (layers?: string, ...more: readonly string[]): Promise<RolloutRecord> =>
  recordOf(await world.roll("deploy", ENVIRONMENT, layers, ...more).ended);

const results = ({ layers }: RolloutRecord) => layers.map(({ layer, status }) => `${layer} ${status}`);

/** What the account has that neither a state nor the record's list of orphans names. */
const unaccounted = ({ orphans }: RolloutRecord) =>
  losses(world, ENVIRONMENT).lost.filter((one) => !orphans.some(({ urn }) => one.startsWith(`${urn} `)));

/** The common end of every fault: the next run mends it, and the one after has nothing to do. */
async function mends(layers?: string): Promise<void> {
  const next = await deploy(layers);
  expect(next.layers.filter(({ status }) => status === "failed").map(({ reason }) => reason)).toEqual([]);
  expect(next.status).toBe("succeeded");
  expect(losses(world, ENVIRONMENT)).toEqual(SOUND);
  const after = await deploy(layers, "--no-cutoff");
  expect(after.layers.map(({ changes: { same: _, ...changes } }) => changes)).toEqual(after.layers.map(() => QUIET));
}

it("F18 tells of what was made though its answer was lost, and takes it over in the next run", async () => {
  await world.arm("disconnect create aws:ec2/vpc:Vpc after");
  const first = await deploy("network");
  expect(first).toMatchObject({ status: "failed", exitCode: 1 });
  expect(losses(world, ENVIRONMENT).lost).toHaveLength(1);
  expect(first.orphans).toMatchObject([
    { arn: expect.stringContaining(":vpc/vpc-"), adopt: `nx deploy network -c ${ENVIRONMENT}` },
  ]);
  expect(unaccounted(first)).toEqual([]);
  await world.arm();
  await mends("network");
});

describe.runIf(LONG)("in the long form", () => {
  it("F18 tells of a role too, of which the account has no list, and finds it by its name", async () => {
    await world.arm("disconnect create aws:iam/role:Role after");
    const first = await deploy("network");
    expect(first.orphans).toMatchObject([{ arn: "aws:iam/role:Role threa-flow-logs" }]);
    expect(unaccounted(first)).toEqual([]);
    await world.arm();
    await mends("network");
  });

  it("F18 loses and doubles nothing when any answer may be lost", async () => {
    await world.arm("disconnect create * chance=0.2 after");
    const first = await deploy();
    expect(first.status).toBe("failed");
    expect(unaccounted(first)).toEqual([]);
    await world.arm();
    await mends();
  });

  it("F17 goes on with what does not depend on a failed layer, lists all six, and resumes at the failed one", async () => {
    await world.arm("fail create aws:rds/instance:Instance always code=InsufficientDBInstanceCapacity");
    const first = await deploy();
    expect(first).toMatchObject({ status: "failed", exitCode: 1 });
    expect(results(first)).toEqual([
      "network succeeded",
      "cluster succeeded",
      "data failed",
      "services skipped",
      "edge skipped",
      "observability skipped",
    ]);
    const [, , data, services] = first.layers;
    expect(data?.reason).toContain("InsufficientDBInstanceCapacity");
    expect(data?.error).toMatchObject({ hint: expect.stringContaining(`nx deploy data -c ${ENVIRONMENT}`) });
    expect(services).toMatchObject({ reason: "data failed", cause: "data" });
    expect(unaccounted(first)).toEqual([]);
    await world.arm();
    const resumed = await deploy("all", "--resume");
    expect(results(resumed)).toEqual([
      "data succeeded",
      "services succeeded",
      "edge succeeded",
      "observability succeeded",
    ]);
    await mends();
  });

  it("F19 keeps track of what was under way when the provider's process ended", async () => {
    await world.arm("crash create aws:ec2/subnet:Subnet at=2 after");
    const first = recordOf(await world.roll("deploy", ENVIRONMENT, "network").ended);
    expect(first).toMatchObject({ status: "failed", exitCode: 1 });
    expect(unaccounted(first)).toEqual([]);
    expect(first.orphans.map(({ urn }) => urn)).toContainEqual(expect.stringContaining("aws:ec2/subnet:Subnet"));
    await world.restart();
    await world.arm();
    await mends("network");
  });

  it("F21 gets through a throttled service, and says so when it does not", async () => {
    await world.arm("throttle create aws:ec2/* times=5 answers=6");
    expect((await deploy("network")).status).toBe("succeeded");
    await world.forget(ENVIRONMENT);
    await world.arm("throttle create aws:ec2/vpc:Vpc answers=25");
    const lost = await deploy("network");
    expect(lost).toMatchObject({ status: "failed", exitCode: 1 });
    expect(lost.layers[0]?.reason).toContain("exceeded maximum number of attempts, 25, api error Throttling");
    await world.arm();
    await mends("network");
  });

  it("F24 stops at credentials that have expired, and goes on with new ones", async () => {
    await world.arm(
      "fail create * at=6 always code=ExpiredToken message='The security token included in the request is expired'",
    );
    const first = await deploy("network");
    expect(first).toMatchObject({ status: "failed", exitCode: 1 });
    expect(first.layers[0]?.reason).toContain("ExpiredToken");
    expect(unaccounted(first)).toEqual([]);
    await world.arm();
    await mends("network");
  });

  it("F30 keeps in the state what could not be deleted, and destroys the rest of it the next time", async () => {
    await deploy("network");
    await world.arm("fail delete aws:ec2/vpc:Vpc");
    const first = recordOf(await world.roll("destroy", ENVIRONMENT, "network").ended);
    expect(first).toMatchObject({ status: "failed", exitCode: 1 });
    expect(first.layers[0]?.reason).toContain("DependencyViolation");
    expect(unaccounted(first)).toEqual([]);
    expect(world.account().some(({ type }) => type === "aws:ec2/vpc:Vpc")).toBe(true);
    await world.arm();
    expect(recordOf(await world.roll("destroy", ENVIRONMENT, "network").ended).status).toBe("succeeded");
    expect(world.account().filter(({ urn }) => urn.startsWith(`urn:pulumi:${ENVIRONMENT}::`))).toEqual([]);
  });
});
