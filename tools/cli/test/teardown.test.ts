import { checkTeardown, type TeardownPlan } from "@strata/rollout";
import { describe, expect, it } from "vitest";
import { teardownLines } from "../src/teardown-text.ts";
import { recordingTerminal, strata } from "./run.ts";

const loss = {
  urn: "urn:pulumi:threa-prod::data::aws:rds/instance:Instance::postgres",
  type: "aws:rds/instance:Instance",
  name: "postgres",
  id: "threa-postgres",
  deed: "delete",
  loses: "its data: skipFinalSnapshot is true, so no snapshot is left",
} as const;

const plan: TeardownPlan = {
  environment: "threa-prod",
  layers: [
    { layer: "services", resources: 11, losses: [], protectedResources: [] },
    { layer: "data", resources: 10, losses: [loss], protectedResources: ["aws:rds/instance:Instance postgres"] },
  ],
};

describe("what a teardown would take", () => {
  it("is told first, in its order, with what nothing brings back", () => {
    const text = teardownLines(plan, recordingTerminal(false).terminal).join("\n");
    expect(text).toMatch(/services.*11.*data.*10/s);
    expect(text).toContain("data: aws:rds/instance:Instance postgres (threa-postgres): its data: skipFinalSnapshot");
  });

  it("is refused while a store is protected, with the way to let it go", () => {
    expect(() => checkTeardown(plan, false)).toThrow(
      expect.objectContaining({ code: "RESOURCE_PROTECTED", hint: expect.stringContaining("--with-data") }),
    );
    expect(() => checkTeardown(plan, true)).not.toThrow();
  });

  it("is refused for what is protected elsewhere, --with-data or not", () => {
    const trail = { layer: "observability", resources: 1, losses: [], protectedResources: ["aws:s3/bucket:Bucket t"] };
    const layers: TeardownPlan["layers"] = [{ ...trail, layer: "observability" }];
    expect(() => checkTeardown({ ...plan, layers }, true)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("stacks/observability") }),
    );
  });
});

it("names the environments when it is given none of them", async () => {
  expect(await strata("teardown", "threa-prd")).toMatchObject({ code: 2, err: expect.stringContaining("threa-prod") });
});
