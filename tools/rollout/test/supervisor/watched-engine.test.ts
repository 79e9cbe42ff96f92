import type { EngineEvent } from "@strata/engine";
import { expect, it } from "vitest";
import type { EngineDoor } from "../../src/engine-door.ts";
import { StopLadder } from "../../src/supervisor/stop-ladder.ts";
import { watchEngine } from "../../src/supervisor/watched-engine.ts";
import { memoryEngine } from "../recording-host.ts";

const RUN = {
  root: "/r",
  layer: "network",
  environment: "threa-prod",
  operation: "deploy",
  config: {},
  onEvent: () => undefined,
} as const;
const REQUEST = { root: "/r", environment: "threa-prod", operation: "deploy", layers: "all", config: {} } as const;

const step = (name: string, custom = true) =>
  ({ op: "create", urn: `urn:${name}`, type: "aws:sns/topic:Topic", new: { custom } }) as const;

/** An engine that sends events, and fails once it is asked to end; with the way in which it was asked. */
async function runUntilAsked(events: readonly unknown[], ladder = new StopLadder()) {
  const door = await memoryEngine().open();
  const asked: number[] = [];
  const failing: EngineDoor = {
    ...door,
    run: async ({ onEvent, leash }) => {
      for (const event of events) if (isEvent(event)) onEvent(event);
      ladder.climb("SIGINT");
      asked.push(leash?.level ?? 0);
      throw new Error("update canceled");
    },
  };
  const error = await watchEngine(failing, ladder, REQUEST)
    .run(RUN)
    .catch((reason: unknown) => reason);
  return { error, asked };
}

function isEvent(event: unknown): event is EngineEvent {
  return typeof event === "object";
}

it("counts what was done and names what was broken off, but no component", async () => {
  const { error, asked } = await runUntilAsked([
    { resourcePreEvent: { metadata: step("vpc", false) } },
    { resourcePreEvent: { metadata: step("a") } },
    { resOutputsEvent: { metadata: step("a") } },
    { resourcePreEvent: { metadata: step("b") } },
    { resourcePreEvent: { metadata: step("c") } },
    { resOpFailedEvent: { metadata: step("c") } },
  ]);
  expect(asked).toEqual([1]);
  expect(error).toMatchObject({
    code: "RUN_STOPPED",
    message: "stopped: SIGINT; 1 resource was changed, broken off in the middle of urn:b",
    hint: "the same command goes on from there: nx deploy network -c threa-prod",
  });
});

it("leaves an engine's own failure as it is when nobody asked for the end", async () => {
  const { open } = memoryEngine({ failing: { network: new RangeError("no such size") } });
  const door = watchEngine(await open(), new StopLadder(), REQUEST);
  await expect(door.run(RUN)).rejects.toThrow(new RangeError("no such size"));
});

it("asks an engine that starts late at once, as hard as the others", async () => {
  const ladder = new StopLadder();
  ladder.climb("SIGINT");
  expect((await runUntilAsked([], ladder)).asked).toEqual([2]);
});
