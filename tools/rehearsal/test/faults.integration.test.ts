import * as aws from "@pulumi/aws";
import { parseUrn } from "@strata/shared-config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { armedFaults, armFaults, driftResource, readFaults, stopCloud } from "../src/index.ts";
import { type EngineWorld, openEngineWorld, type TestStack } from "./engine-world.ts";

const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";

let cloud: EngineWorld;

beforeAll(async () => {
  cloud = await openEngineWorld();
});

afterAll(() => cloud.close());

/** A topic, a queue made after it, and a subscription that needs both. What is absent from the wish is not built. */
interface Wish {
  queue: boolean;
  delay: number;
  lookUp: boolean;
}

async function newStack(name: string) {
  const wish: Wish = { queue: true, delay: 0, lookUp: false };
  const stack = await cloud.stack(name, async () => {
    const topic = new aws.sns.Topic("news", { name: `${name}-news` });
    if (!wish.queue) return {};
    const queue = new aws.sqs.Queue("jobs", { name: `${name}-jobs`, delaySeconds: wish.delay }, { dependsOn: [topic] });
    new aws.sns.TopicSubscription("jobs", { topic: topic.arn, protocol: "sqs", endpoint: queue.arn });
    return wish.lookUp ? { found: aws.sqs.getQueueOutput({ name: queue.name }).url } : {};
  });
  return { wish, stack };
}

const arm = (...words: readonly string[]) => armFaults(cloud.world, readFaults({ words }));
const strikes = () => armedFaults(cloud.world).flatMap((story) => story.strikes.map(({ what }) => what));
/** What the account has of a stack, by type and name. */
const made = (stack: string) =>
  cloud
    .account()
    .filter((row) => row.urn.startsWith(`urn:pulumi:${stack}:`))
    .map((row) => `${row.type.split(":").at(-1)} ${parseUrn(row.urn).name}`)
    .sort();
const ALL = ["Queue jobs", "Topic news", "TopicSubscription jobs"];

/** The second run, without the fault, does the rest; the third has nothing to do. */
async function recovers(stack: TestStack): Promise<void> {
  await arm();
  const second = await stack.up();
  expect(second.errors).toEqual([]);
  const third = await stack.preview();
  expect({ errors: third.errors, changed: third.changed }).toEqual({ errors: [], changed: [] });
}

describe("a run that Pulumi itself goes on from", () => {
  it("a create that fails: dependents are not made, the rest is", async () => {
    const { stack } = await newStack("fails");
    await arm(`fail create ${QUEUE} code=QueueDeletedRecently`);
    const run = await stack.up();
    expect(run.errors.join()).toContain(`creating ${QUEUE} (jobs): api error QueueDeletedRecently`);
    expect(made("fails")).toEqual(["Topic news"]);
    expect(strikes()).toEqual(["QueueDeletedRecently before the change"]);
    await recovers(stack);
    expect(made("fails")).toEqual(ALL);
  });

  it("a create that fails after the cloud made the resource: it is in the state, and is updated", async () => {
    const { stack } = await newStack("partly");
    await arm(`fail create ${QUEUE} after code=Timeout`);
    const run = await stack.up();
    expect(run.errors.join()).toContain("api error Timeout");
    expect(made("partly")).toContain("Queue jobs");
    await recovers(stack);
    expect(made("partly")).toEqual(ALL);
  });

  it("an update that loses its connection after the change, and a delete that fails", async () => {
    const { stack, wish } = await newStack("updates");
    expect((await stack.up()).errors).toEqual([]);
    await arm(`disconnect update ${QUEUE} after`);
    wish.delay = 5;
    expect((await stack.up()).errors.join()).toContain("connection reset by peer");
    await recovers(stack);
    await arm(`fail delete ${QUEUE}`);
    wish.queue = false;
    expect((await stack.up()).errors.join()).toContain("api error DependencyViolation");
    expect(made("updates")).toEqual(["Queue jobs", "Topic news"]);
    await recovers(stack);
    expect(made("updates")).toEqual(["Topic news"]);
  });

  it("throttling that ends, slowness and a late reference: the run succeeds, and time is added", async () => {
    const { stack } = await newStack("slow");
    await arm(
      `throttle create ${QUEUE} answers=5`,
      `slow create ${TOPIC} seconds=90`,
      `unready create ${TOPIC} calls=3`,
    );
    expect((await stack.up()).errors).toEqual([]);
    expect(armedFaults(cloud.world).map(({ strikes }) => strikes.map(({ seconds }) => seconds))).toEqual([
      [15.5],
      [90],
      [undefined, 0.7],
    ]);
    await recovers(stack);
  });

  it("throttling without an end, and a connection lost before the change", async () => {
    const { stack } = await newStack("throttled");
    await arm(`disconnect create ${TOPIC}`, `throttle create ${QUEUE} answers=25`);
    expect((await stack.up()).errors.join()).toContain("connection reset by peer");
    expect(made("throttled")).toEqual([]);
    const { errors } = await stack.up();
    expect(errors.join()).toContain("exceeded maximum number of attempts, 25, api error Throttling");
    expect(made("throttled")).toEqual(["Topic news"]);
    await recovers(stack);
  });

  it("a look-up that does not find what was just made", async () => {
    const { stack, wish } = await newStack("unseen");
    wish.lookUp = true;
    await arm(`unseen create ${QUEUE}`);
    expect((await stack.up()).errors.join()).toContain("no matching resource found");
    await recovers(stack);
  });

  it("a crash of the provider before the change, and a hang that ends with the process", async () => {
    const { stack } = await newStack("crashes");
    await arm(`crash create ${QUEUE}`);
    expect((await stack.up()).errors).not.toEqual([]);
    expect(strikes()).toEqual(["provider crashed before the change"]);
    await cloud.restart();
    await arm(`hang create ${QUEUE}`);
    const hanging = stack.up();
    while (strikes().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await stopCloud(cloud.world);
    expect((await hanging).errors).not.toEqual([]);
    await cloud.restart();
    await recovers(stack);
    expect(made("crashes")).toEqual(ALL);
  });
});

describe("drift", () => {
  it("is found by a refresh, and taken back by the next run", async () => {
    const { stack } = await newStack("drifts");
    expect((await stack.up()).errors).toEqual([]);
    const request = { environment: "drifts", resource: QUEUE, set: { delaySeconds: 9 } };
    expect(await driftResource(cloud.world, request)).toContain("::jobs");
    const refreshed = await stack.refresh();
    expect(refreshed.errors).toEqual([]);
    expect(refreshed.steps.find((step) => step.resource === `${QUEUE} jobs`)?.outputs.delaySeconds).toBe(9);
    expect((await stack.up()).changed).toEqual([`update ${QUEUE} jobs`]);
    await driftResource(cloud.world, { ...request, set: {} });
    expect((await stack.refresh()).changed).toContain(`delete ${QUEUE} jobs`);
    await recovers(stack);
    expect(made("drifts")).toEqual(ALL);
  });

  it("of something that is not there, or of several things, is refused", async () => {
    const drift = (resource: string, environment = "drifts") =>
      driftResource(cloud.world, { environment, resource, set: {} });
    await expect(drift("aws:sqs/queue:Qeue")).rejects.toThrow(`did you mean ${QUEUE}?`);
    await expect(drift("jobs")).rejects.toThrow("jobs means 2 resources of drifts");
    await expect(drift("*", "nobody")).rejects.toThrow("has nothing of nobody");
  });
});

// These wait for the rollout's own recovery, which finds such a resource by its name and tags.
describe("what Pulumi cannot recover by itself:", () => {
  const ROLE = "aws:iam/role:Role";
  const VPC = "aws:ec2/vpc:Vpc";

  it("an answer that is lost after a role was made: no run can make it again, and no state has it", async () => {
    const stack = await cloud.stack("lost", async () => {
      const assumeRolePolicy = { Version: "2012-10-17", Statement: [TRUST] };
      new aws.iam.Role("task", { name: "lost-task", assumeRolePolicy: JSON.stringify(assumeRolePolicy) });
    });
    await arm(`disconnect create ${ROLE} after`);
    expect((await stack.up()).errors.join()).toContain("connection reset by peer");
    await arm();
    expect((await stack.up()).errors.join()).toMatch(/already ?exists/i);
    expect((await stack.refresh()).steps).toEqual([]);
    expect(made("lost")).toEqual(["Role task"]);
  });

  it("a crash of the provider after a network was made: the next run makes a second one", async () => {
    const stack = await cloud.stack("crashed", async () => {
      new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
    });
    await arm(`crash create ${VPC} after`);
    expect((await stack.up()).errors).not.toEqual([]);
    await cloud.restart();
    await recovers(stack);
    expect(made("crashed")).toEqual(["Vpc main", "Vpc main"]);
  });
});

const TRUST = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } };
