import type { PlannedStep } from "@strata/engine";
import { parseUrn, UNKNOWN } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { compareSteps } from "../../src/plan/compare-steps.ts";

const step = (name: string, change: PlannedStep["change"], properties: PlannedStep["properties"] = {}) => ({
  urn: `urn:pulumi:threa-prod::data::aws:sqs/queue:Queue::${name}`,
  type: "aws:sqs/queue:Queue",
  change,
  properties: JSON.parse(JSON.stringify(properties)),
});
/** The differences as `name property: planned → now`. */
const differences = (planned: readonly PlannedStep[], now: readonly PlannedStep[]) =>
  compareSteps(
    planned.map((one) => step(parseUrn(one.urn).name, one.change, one.properties)),
    now,
  ).map(({ urn, property, planned: was, now: is }) => `${parseUrn(urn).name} ${property}: ${was} → ${is}`);

describe("a plan still holds when", () => {
  it("the same is to be done", () => {
    const steps = [step("jobs", "update", { delaySeconds: 5, tags: {} }), step("old", "delete")];
    expect(differences(steps, steps)).toEqual([]);
  });

  it("what was unknown has become anything, as a whole or below", () => {
    const planned = [step("jobs", "create", { name: "jobs", policy: UNKNOWN, tags: UNKNOWN })];
    const now = [step("jobs", "create", { name: "jobs", policy: "{}", "tags.team": "core" })];
    expect(differences(planned, now)).toEqual([]);
  });

  it("what was unknown has turned out to be there already", () => {
    const planned = [
      step("jobs", "update", { delaySeconds: 5, policy: UNKNOWN }),
      step("url", "update", { value: UNKNOWN }),
    ];
    expect(differences(planned, [step("jobs", "update", { delaySeconds: 5 })])).toEqual([]);
  });

  it("a replacement for an unknown value's sake is only an update", () => {
    const planned = [step("jobs", "replace", { name: UNKNOWN, delaySeconds: 5 })];
    expect(differences(planned, [step("jobs", "update", { delaySeconds: 5 })])).toEqual([]);
  });
});

describe("a plan is stale when", () => {
  it("there is a step more", () => {
    expect(differences([], [step("jobs", "update", { delaySeconds: 5 })])).toEqual(["jobs null: undefined → update"]);
  });

  it("there is a property more", () => {
    const planned = [step("jobs", "update", { delaySeconds: 5 })];
    const now = [step("jobs", "update", { delaySeconds: 5, fifoQueue: true })];
    expect(differences(planned, now)).toEqual(["jobs fifoQueue: undefined → true"]);
  });

  it("a known value is another one, or no change any more", () => {
    const planned = [step("jobs", "update", { delaySeconds: 5, name: "jobs" })];
    const now = [step("jobs", "update", { delaySeconds: 6 })];
    expect(differences(planned, now)).toEqual(["jobs delaySeconds: 5 → 6", "jobs name: jobs → undefined"]);
  });

  it("a step with something known in it is gone", () => {
    const planned = [step("jobs", "update", { delaySeconds: 5, policy: UNKNOWN }), step("old", "delete")];
    expect(differences(planned, [])).toEqual(["jobs null: update → undefined", "old null: delete → undefined"]);
  });

  it("an update has become a replacement, though its reason was unknown", () => {
    const planned = [step("jobs", "update", { name: UNKNOWN })];
    expect(differences(planned, [step("jobs", "replace", { name: "b" })])).toEqual(["jobs null: update → replace"]);
  });

  it("a replacement for a known reason is only an update", () => {
    const planned = [step("jobs", "replace", { name: "b" })];
    expect(differences(planned, [step("jobs", "update", { name: "b" })])).toEqual(["jobs null: replace → update"]);
  });
});
