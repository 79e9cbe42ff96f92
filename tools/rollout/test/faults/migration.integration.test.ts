import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RolloutRecord } from "../../src/record.ts";
import { losses } from "./losses.ts";
import { openSimulated, recordOf, type Simulated } from "./simulated.ts";

const ENVIRONMENT = "threa-prod";
const BELOW = "network,data,cluster";
const LONG = process.env.STRATA_FAULTS === "long";
const SOUND = { lost: [], doubled: [], pending: 0 };
const TASK = "migration-task";

let world: Simulated;

beforeAll(async () => {
  world = await openSimulated();
  expect(recordOf(await world.roll("deploy", ENVIRONMENT, BELOW).ended).status).toBe("succeeded");
});

afterAll(() => world.close());

const deploy = async (...settings: readonly string[]): Promise<RolloutRecord> =>
  recordOf(await world.roll("deploy", ENVIRONMENT, "services", ...settings).ended);

/** The task definition that the service runs. */
const running = () =>
  world.account().find(({ type, urn }) => type === "aws:ecs/service:Service" && urn.endsWith("::app"))?.outputs
    .taskDefinition;

/** ECS as AWS's tools ask it. */
async function ecs(operation: string, body: object) {
  const answer = await fetch(`${world.variables.AWS_ENDPOINT_URL_ECS}/`, {
    method: "POST",
    headers: {
      "x-amz-target": `AmazonEC2ContainerServiceV20141113.${operation}`,
      authorization: "AWS4-HMAC-SHA256 Credential=A/20261121/eu-central-1/ecs/aws4_request",
    },
    body: JSON.stringify({ cluster: "threa", ...body }),
  });
  return answer.json();
}

/** The one-off tasks that ECS tells of, ended or not. */
async function tasks(): Promise<readonly string[]> {
  const lists = await Promise.all(
    ["RUNNING", "STOPPED"].map((desiredStatus) => ecs("ListTasks", { family: "threa-migration", desiredStatus })),
  );
  return lists.flatMap(({ taskArns }) => taskArns);
}

it("F36 rolls no service when the migration fails, shows the end of its log, and goes on once it is mended", async () => {
  await world.arm(`exit run ${TASK} exitCode=3 message='relation "users" does not exist'`);
  const failed = await deploy();
  expect(failed).toMatchObject({ status: "failed", exitCode: 1 });
  const [services] = failed.layers;
  expect(services?.reason).toBe(
    "the migration threa-migration:1 ended with exit code 3 (Essential container in task exited)\n" +
      '  its last lines:\n    simulated: threa-migration\n    relation "users" does not exist',
  );
  expect(services?.error).toEqual({
    code: "MIGRATION_FAILED",
    hint: `put right what it names, then: nx deploy services -c ${ENVIRONMENT}`,
  });
  expect(running()).toBeUndefined();
  await world.arm();
  const mended = await deploy();
  expect(mended.layers[0]).toMatchObject({
    status: "succeeded",
    changes: { create: 1 },
    notes: [expect.stringContaining("the migration runs before the services roll")],
  });
  expect(await tasks()).toHaveLength(2);
  expect(losses(world, ENVIRONMENT)).toEqual(SOUND);
});

describe.runIf(LONG)("in the long form", () => {
  it("F37 rolls no service when the migration never starts, and says why", async () => {
    const before = running();
    await world.arm(`unstarted run ${TASK} message='CannotPullContainerError: threa:v2 not found'`);
    const failed = await deploy("services.app.image.tag=v2");
    expect(failed.layers[0]?.reason).toBe(
      "the migration threa-migration:2 never started (CannotPullContainerError: threa:v2 not found)",
    );
    expect(failed).toMatchObject({ status: "failed", exitCode: 1 });
    expect(running()).toBe(before);
    await world.arm();
    expect((await deploy("services.app.image.tag=v2")).status).toBe("succeeded");
    expect(running()).not.toBe(before);
  });

  it("F38 stops a migration that does not end, and rolls no service", async () => {
    const before = running();
    await world.arm(`endless run ${TASK}`);
    const failed = await deploy("services.app.image.tag=v3", "migration.timeoutMinutes=0.02");
    expect(failed.layers[0]?.reason).toContain("was stopped: it was still RUNNING after 0.02 minutes");
    expect(failed).toMatchObject({ status: "failed", exitCode: 1 });
    expect(running()).toBe(before);
    expect(await ecs("ListTasks", { desiredStatus: "RUNNING" })).toEqual({ taskArns: [] });
    await world.arm();
    expect((await deploy("services.app.image.tag=v3")).status).toBe("succeeded");
  });

  it("F39 finds the task of a run that was killed, waits for it, and starts no second one", async () => {
    const before = await tasks();
    await world.arm(`endless run ${TASK}`);
    const cut = world.roll("deploy", ENVIRONMENT, "services", "services.app.image.tag=v4");
    const going = async () => (await ecs("ListTasks", { desiredStatus: "RUNNING" })).taskArns;
    await poll(async () => (await going()).length === 1);
    const [task] = await going();
    cut.kill("both");
    await cut.ended;
    const next = world.roll(
      "deploy",
      ENVIRONMENT,
      "services",
      "services.app.image.tag=v4",
      "migration.timeoutMinutes=0.05",
    );
    const failed = recordOf(await next.ended);
    expect(failed.layers[0]?.reason).toContain("was stopped: it was still RUNNING after 0.05 minutes");
    expect(await tasks()).toEqual([...before, task]);
    await world.arm();
    expect((await deploy("services.app.image.tag=v4")).status).toBe("succeeded");
    expect(losses(world, ENVIRONMENT)).toEqual(SOUND);
  });

  it("F40 starts no migration that has ended well already, nor where nothing rolls", async () => {
    await world.arm("fail update aws:ecs/service:Service code=ServiceNotActiveException");
    expect((await deploy("services.app.image.tag=v5")).status).toBe("failed");
    const ran = (await tasks()).at(-1);
    await world.arm();
    const again = await deploy("services.app.image.tag=v5");
    expect(again.layers[0]).toMatchObject({
      status: "succeeded",
      notes: [expect.stringContaining("the migration has run already")],
    });
    await deploy("services.app.image.tag=v5", "services.app.desiredCount=2");
    expect(await tasks()).toEqual([ran]);
  });
});

async function poll(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 50));
}
