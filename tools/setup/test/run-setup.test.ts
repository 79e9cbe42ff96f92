import { StrataError } from "@strata/shared-config";
import { expect, it } from "vitest";
import { openAws } from "../src/aws/aws.ts";
import { planSetup, runSetup } from "../src/run-setup.ts";
import type { SetupEvent } from "../src/setup-host.ts";
import type { SetupContext, SetupStep } from "../src/steps/step.ts";

function open(done: Set<string>) {
  const events: SetupEvent[] = [];
  const stop = new AbortController();
  const host = {
    notify: (event: SetupEvent) => void events.push(event),
    now: () => new Date(0),
    pause: async () => stop.signal.throwIfAborted(),
    signal: stop.signal,
  };
  const context: SetupContext = {
    root: "/nowhere",
    environment: "acme-dev",
    answers: {},
    secrets: new Map(),
    aws: openAws("eu-central-1"),
    accountId: "123456789012",
    host,
  };
  const step = (id: string, work: () => Promise<void> = async () => undefined): SetupStep => ({
    id,
    title: id,
    prepare: async () => ({
      changes: [{ action: done.has(id) ? "keep" : "create", what: id }],
      apply: async () => {
        await work();
        done.add(id);
      },
    }),
  });
  return { context, events, stop, step };
}

it("changes nothing while it plans, and nothing the second time", async () => {
  const done = new Set<string>();
  const { context, step } = open(done);
  const steps = [step("one"), step("two")];
  expect((await planSetup(steps, context)).map(({ prepared }) => prepared.changes)).toEqual([
    [{ action: "create", what: "one" }],
    [{ action: "create", what: "two" }],
  ]);
  expect([...done]).toEqual([]);
  expect(await runSetup(steps, context)).toEqual(["one", "two"]);
  expect(await runSetup(steps, context)).toEqual([]);
});

it("goes on where it was after a step that failed", async () => {
  const done = new Set<string>();
  const { context, step, events } = open(done);
  const failure = new StrataError("ACCOUNT_UNREACHABLE", "no answer", { hint: "look", fault: "environment" });
  let isBroken = true;
  const steps = [
    step("one"),
    step("two", async () => {
      if (isBroken) throw failure;
    }),
    step("three"),
  ];
  await expect(runSetup(steps, context)).rejects.toBe(failure);
  expect(events.at(-1)).toEqual({ code: "step-failed", data: { step: "two", stopped: false } });
  isBroken = false;
  expect(await runSetup(steps, context)).toEqual(["two", "three"]);
});

it("stops between two steps, and in a wait of one", async () => {
  const done = new Set<string>();
  const { context, step, stop, events } = open(done);
  const steps = [step("one", async () => stop.abort()), step("two")];
  await expect(runSetup(steps, context)).rejects.toMatchObject({ code: "RUN_STOPPED" });
  expect([...done]).toEqual(["one"]);
  const other = open(done);
  const waiting = other.step("two", async () => {
    other.stop.abort();
    await other.context.host.pause(1000);
  });
  await expect(runSetup([waiting], other.context)).rejects.toMatchObject({ code: "RUN_STOPPED" });
  expect(other.events.at(-1)).toEqual({ code: "step-failed", data: { step: "two", stopped: true } });
  expect(events.at(-1)).toEqual({ code: "step-failed", data: { step: "two", stopped: true } });
  await expect(planSetup(steps, other.context)).rejects.toMatchObject({ code: "RUN_STOPPED" });
});
