import type { DriftReport, DriftRow, LayerDrift } from "@strata/rollout";
import { expect, it } from "vitest";
import { driftLines } from "../src/drift-text.ts";
import { recordingTerminal } from "./run.ts";

const ROW: DriftRow = {
  urn: "urn:pulumi:threa-prod::data::aws:rds/instance:Instance::postgres",
  type: "aws:rds/instance:Instance",
  name: "postgres",
  id: "db-1",
  change: "changed",
  property: "instanceClass",
  state: "db.t4g.micro",
  real: "db.t4g.large",
};
const layer = (name: LayerDrift["layer"], rest: Partial<LayerDrift>): LayerDrift => ({
  layer: name,
  status: "none",
  reason: null,
  error: null,
  resources: 5,
  rows: [],
  moved: [],
  ...rest,
});

const textOf = (status: DriftReport["status"], layers: readonly LayerDrift[]) => {
  const report: DriftReport = { version: 1, environment: "threa-prod", checkedAt: "", status, layers };
  return driftLines(report, (value) => String(value ?? ""), recordingTerminal(false).terminal).join("\n");
};

it("shows each difference, and the commands that restore or accept it", () => {
  const gone: DriftRow = { ...ROW, name: "logs", change: "deleted", property: null, state: null, real: null };
  const text = textOf("drift", [layer("data", { status: "drift", rows: [ROW, gone] })]);
  expect(text).toMatch(/│ data +│ aws:rds\/instance:Instance postgres │ instanceClass │ db.t4g.micro │ db.t4g.large │/);
  expect(text).toMatch(/│ aws:rds\/instance:Instance logs +│ +│ +│ gone +│/);
  expect(text).toContain("restore what was:  nx refresh data -c threa-prod && nx deploy data -c threa-prod");
  expect(text).toContain("write it into environments/threa-prod.yaml");
});

it("says of what moves by itself that it is no drift", () => {
  const moved = [{ ...ROW, property: "allocatedStorage", by: "storage autoscaling", source: "https://x" }];
  const text = textOf("none", [layer("data", { moved })]);
  expect(text).toContain("no drift, storage autoscaling moves it");
  expect(text).toContain("threa-prod: no drift in 5 resources");
});

it("does not call an environment free of drift of which a part was not read", () => {
  const reason = "a deploy is running";
  const text = textOf("skipped", [layer("data", {}), layer("edge", { status: "skipped", reason, resources: 0 })]);
  expect(text).toContain("edge: skipped, a deploy is running");
  expect(text).toContain("and not all were");
});
