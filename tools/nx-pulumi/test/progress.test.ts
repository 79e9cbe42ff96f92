import type { LayerRecord } from "@strata/rollout";
import { expect, it } from "vitest";
import { finishedLine, problemLines, progressLine } from "../src/executors/progress.ts";

const DONE: LayerRecord = {
  layer: "data",
  status: "succeeded",
  reason: null,
  cause: null,
  error: null,
  changes: { create: 2, update: 1, replace: 0, delete: 0, same: 9 },
  resources: 12,
  startedAt: null,
  finishedAt: null,
  durationMs: 1240,
  outputs: {},
  consumed: [],
  losses: [],
  diagnostics: [],
  notes: [],
};

it("says what a layer came to, without what stayed the same", () => {
  expect(finishedLine(DONE)).toBe("data: succeeded, 12 resources, 2 create, 1 update, 1.2 s");
  const same = { create: 0, update: 0, replace: 0, delete: 0, same: 1 };
  expect(finishedLine({ ...DONE, resources: 1, changes: same })).toBe("data: succeeded, 1 resource, no change, 1.2 s");
});

it("says why a layer was skipped, and why one failed with the next step", () => {
  expect(finishedLine({ ...DONE, status: "skipped", reason: "network failed" })).toBe("data: skipped, network failed");
  const error = { code: "ENGINE_FAILED", hint: "ask for more" };
  const failed: LayerRecord = { ...DONE, status: "failed", reason: "no quota", error };
  expect([finishedLine(failed), ...problemLines(failed)]).toEqual([
    "data: failed after 1.2 s",
    "ENGINE_FAILED: no quota",
    "  next: ask for more",
  ]);
});

it("tells of each change to a resource once", () => {
  const resource = (step: string, phase: "started" | "finished" | "failed", type = "aws:ec2/vpc:Vpc") =>
    progressLine({
      code: "resource",
      data: { layer: "network", urn: `urn:pulumi:x::network::${type}::vpc`, type, step, phase },
    });
  expect(resource("create", "finished")).toBe("network: create aws:ec2/vpc:Vpc vpc");
  expect(resource("create", "failed")).toBe("network: create failed aws:ec2/vpc:Vpc vpc");
  expect(resource("create", "started")).toBeUndefined();
  expect(resource("same", "finished")).toBeUndefined();
});
