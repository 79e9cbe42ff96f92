import type { RolloutEvent, RolloutRequest } from "@strata/rollout";
import { expect, it } from "vitest";
import { layerRecord } from "../../rollout/test/records.ts";
import { createProgress } from "../src/progress.ts";
import { recordingTerminal } from "./run.ts";

const request: RolloutRequest = {
  root: "/r",
  environment: "threa-prod",
  operation: "deploy",
  layers: "all",
  config: {},
};
const MADE: RolloutEvent = {
  code: "resource",
  data: { layer: "network", urn: "urn", type: "aws:ec2/vpc:Vpc", step: "create", phase: "finished" },
};
const EVENTS: readonly RolloutEvent[] = [
  { code: "rollout-started", data: { id: "x", request, layers: ["network", "data"] } },
  { code: "layer-started", data: { layer: "network" } },
  MADE,
];

const watch = (isTTY: boolean, events: readonly RolloutEvent[]) => {
  const { terminal, err } = recordingTerminal(isTTY);
  const { notify } = createProgress(terminal);
  for (const event of events) notify(event);
  return err();
};

it("prints a plain line for each layer that starts and ends where there is no terminal", () => {
  const failed = layerRecord("data", { status: "failed", reason: "no quota\nand more" });
  const text = watch(false, [
    ...EVENTS,
    { code: "layer-finished", data: layerRecord("network") },
    { code: "layer-finished", data: failed },
  ]);
  expect(text).toBe("network: started\nnetwork: succeeded, 4 resources, 1.5 s\ndata: failed, no quota\n");
});

it("draws a line per layer in a terminal, and counts what the engine is done with", () => {
  const text = watch(true, EVENTS);
  const last = text.split("\u001b[0J").at(-1) ?? "";
  expect(last.split("\n")).toEqual([expect.stringMatching(/network +1 resource/), expect.stringMatching(/data/), ""]);
});

it("draws over its own lines only", () => {
  // Two layers: from the second drawing of both on, the cursor goes up two lines.
  expect(watch(true, EVENTS)).toContain("\u001b[2A\u001b[0J");
  expect(watch(true, EVENTS)).not.toContain("\u001b[3A");
});

it("says something of its own above the layers' lines, which stay whole below it", () => {
  const { terminal, err } = recordingTerminal(true);
  const { notify, note } = createProgress(terminal);
  for (const event of EVENTS) notify(event);
  note("SIGINT: stopping");
  expect(err().split("\u001b[2A\u001b[0J").at(-1)).toMatch(/^SIGINT: stopping\n.*\n?.*network.*\n.*data.*\n$/);
});
