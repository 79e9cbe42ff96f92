import { parseUrn } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import type { LogLine } from "../src/faults/fault-log.ts";
import { extraSeconds } from "../src/faults/fault-log.ts";
import { Faults } from "../src/faults/faults.ts";
import { awaitPropagation, throttledSeconds } from "../src/faults/retries.ts";
import type { Call } from "../src/faults/target.ts";
import { PartialFailure } from "../src/faults/words.ts";
import { create, remove } from "../src/operations/lifecycle.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";
import { callOf, planOf, QUEUE, TOPIC } from "./planned-faults.ts";

/** Faults on a cloud in memory, with their log. */
function setUp(...words: readonly string[]) {
  const cloud = memoryCloud();
  const lines: LogLine[] = [];
  const crash = () => Promise.reject(new Error("crashed"));
  const start = () => {
    const faults = new Faults({ cloud, log: (line) => lines.push(line), crash });
    faults.arm(planOf(...words), [...lines]);
    return faults;
  };
  const scope = scopeIn("eu-central-1");
  const make = (faults: Faults, name: string, inputs = {}, type = QUEUE) => {
    const subject = { type, urn: urnOf(type, name) };
    return faults.around(
      callOf("create", name, type),
      () => create(cloud, subject, { name, ...inputs }, scope, false),
      inputs,
      (made) => made,
    );
  };
  const drop = (faults: Faults, name: string, id: string) =>
    faults.around({ ...callOf("delete", name), id }, () =>
      remove(cloud, { type: QUEUE, urn: urnOf(QUEUE, name) }, id, {}, scope),
    );
  const made = () => cloud.account.all().map((row) => parseUrn(row.urn).name);
  return { cloud, lines, start, faults: start(), make, drop, made };
}

describe("what happens at a strike:", () => {
  it("a failure is told in the words of the service, and nothing is made", async () => {
    const { faults, make, made } = setUp(`fail create ${QUEUE} code=QueueDeletedRecently message="wait 60 seconds"`);
    await expect(make(faults, "jobs")).rejects.toThrow(
      `creating ${QUEUE} (jobs): api error QueueDeletedRecently: wait 60 seconds`,
    );
    expect(made()).toEqual([]);
    await make(faults, "jobs");
    expect(made()).toEqual(["jobs"]);
  });

  it("a failure after the change leaves the resource, and tells what there is", async () => {
    const { faults, make, made } = setUp(`fail create ${QUEUE} after`);
    const failure = await make(faults, "jobs").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PartialFailure);
    expect(failure).toMatchObject({ made: { id: expect.stringContaining("jobs"), outputs: { name: "jobs" } } });
    expect(made()).toEqual(["jobs"]);
  });

  it("a delete meets a dependency, and the resource stays", async () => {
    const { faults, make, drop, made } = setUp(`fail delete ${QUEUE}`);
    const { id } = await make(faults, "jobs");
    await expect(drop(faults, "jobs", id)).rejects.toThrow(`deleting ${QUEUE} (${id}): api error DependencyViolation`);
    expect(made()).toEqual(["jobs"]);
    await drop(faults, "jobs", id);
    expect(made()).toEqual([]);
  });

  it.each([
    ["before", []],
    ["after", ["jobs"]],
  ])("a connection lost %s the change", async (when, expected) => {
    const { faults, make, made } = setUp(`disconnect create ${QUEUE} ${when}`);
    await expect(make(faults, "jobs")).rejects.toThrow("connection reset by peer");
    expect(made()).toEqual(expected);
  });

  it("throttled answers are retried, which takes time", async () => {
    const { faults, make, lines } = setUp(`throttle create ${QUEUE} answers=5`);
    await make(faults, "jobs");
    expect([...extraSeconds(lines)]).toEqual([[urnOf(QUEUE, "jobs"), 15.5]]);
  });

  it("too many throttled answers are an error after the provider's own attempts", async () => {
    const { faults, make, made } = setUp(`throttle create ${QUEUE} answers=25 code=RequestLimitExceeded`);
    const words = "exceeded maximum number of attempts, 25, api error RequestLimitExceeded: Rate exceeded";
    await expect(make(faults, "jobs")).rejects.toThrow(words);
    expect(made()).toEqual([]);
  });

  it("a hold keeps the answer back for as long as it says, after the change when it is to", async () => {
    const { faults, make, made, lines } = setUp(`hold create ${QUEUE} after milliseconds=20`);
    const started = performance.now();
    const held = make(faults, "jobs");
    await Promise.resolve();
    expect(made()).toEqual(["jobs"]);
    await held;
    expect(performance.now() - started).toBeGreaterThan(15);
    expect(lines).toContainEqual(expect.objectContaining({ what: "answer held for 20 ms, after the change" }));
  });

  it("slowness adds to the resource's time, and to nothing else", async () => {
    const { faults, make, lines } = setUp(`slow create ${QUEUE} always seconds=600`, "slow create jobs seconds=1");
    await make(faults, "jobs");
    await make(faults, "mail");
    expect([...extraSeconds(lines).values()]).toEqual([601, 600]);
  });

  it("a hanging call does not answer", async () => {
    const { faults, make, made } = setUp(`hang create ${QUEUE}`);
    const first = await Promise.race([
      make(faults, "jobs"),
      new Promise((resolve) => setImmediate(resolve, "silence")),
    ]);
    expect(first).toBe("silence");
    expect(made()).toEqual([]);
  });

  it("a crash is not repeated by the process that comes after it", async () => {
    const { faults, start, make, made } = setUp(`crash create ${QUEUE} at=2 after`);
    await make(faults, "jobs");
    await expect(make(faults, "mail")).rejects.toThrow("crashed");
    expect(made()).toEqual(["jobs", "mail"]);
    await make(start(), "logs");
    expect(made()).toEqual(["jobs", "mail", "logs"]);
  });

  it("a count goes on after a crash", async () => {
    const { faults, start, make } = setUp(`crash create ${QUEUE}`, `fail create ${QUEUE} at=2`);
    await expect(make(faults, "jobs")).rejects.toThrow("crashed");
    await expect(make(start(), "mail")).rejects.toThrow("InternalFailure");
  });

  it("a drift changes what the cloud has, and not what the engine is told", async () => {
    const { cloud, faults, make } = setUp(`drift create ${QUEUE} delaySeconds=9 tags.Owner=ops`);
    const { outputs } = await make(faults, "jobs", { tags: { Name: "jobs" } });
    expect(outputs.delaySeconds).not.toBe(9);
    expect(cloud.account.all()[0]?.outputs).toMatchObject({
      delaySeconds: 9,
      tags: { Name: "jobs", Owner: "ops" },
      tagsAll: { Name: "jobs", Owner: "ops" },
    });
  });

  it("a drift may delete", async () => {
    const { faults, make, made } = setUp(`drift create ${QUEUE} gone`);
    await make(faults, "jobs");
    expect(made()).toEqual([]);
  });

  it("what was made is not seen by the next reads and look-ups, a restart between them or not", async () => {
    const { faults, start, make } = setUp(`unseen create ${QUEUE} calls=3`);
    const { id } = await make(faults, "jobs");
    expect(faults.misses(id)).toBe(true);
    const lookup: Call = { operation: "lookup", type: "aws:sqs/getQueue:getQueue", urn: "", id: "" };
    expect(() => faults.seen(lookup, { id, name: "jobs" })).toThrow("no matching resource found");
    const again = start();
    expect(again.seen(lookup, { urls: ["other", id] })).toEqual({ urls: ["other"] });
    expect(again.misses(id)).toBe(false);
    expect(again.seen(lookup, { urls: ["other", id] })).toEqual({ urls: ["other", id] });
  });

  it("a reference to what is not known everywhere yet is retried, and given up after two minutes", async () => {
    const { faults, make, lines, cloud } = setUp(
      `unready create ${TOPIC} calls=3`,
      `unready create ${TOPIC} at=2 calls=99`,
    );
    const { outputs } = await make(faults, "news", {}, TOPIC);
    await make(faults, "jobs", { policy: `{"Resource":"${outputs.arn}"}` });
    expect([...extraSeconds(lines)]).toEqual([[urnOf(QUEUE, "jobs"), 0.7]]);
    const { id } = await make(faults, "late", {}, TOPIC);
    await expect(make(faults, "mail", { policy: id })).rejects.toThrow("api error ResourceNotFoundException");
    expect(cloud.account.ofUrn(urnOf(QUEUE, "mail"))).toEqual([]);
  });
});

describe("the provider's own retries", () => {
  it("end after 25 attempts, the longest wait being five minutes", () => {
    expect(throttledSeconds(1)).toBe(0.5);
    expect(throttledSeconds(9)).toBe(255.5);
    expect(throttledSeconds(10)).toBe(555.5);
    expect(throttledSeconds(1000)).toBe(throttledSeconds(24));
  });

  it("wait for what is new for two minutes", () => {
    expect(awaitPropagation(1)).toEqual({ seconds: 0.1, refusals: 1 });
    const most = awaitPropagation(1000);
    expect(most.seconds).toBeLessThanOrEqual(120);
    expect(awaitPropagation(most.refusals)).toEqual(most);
  });
});
