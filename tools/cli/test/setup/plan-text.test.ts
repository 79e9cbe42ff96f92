import type { Change, PlannedStep } from "@strata/setup";
import picocolors from "picocolors";
import { expect, it } from "vitest";
import { hasWork, planJson, planText } from "../../src/setup/plan-text.ts";

const paint = picocolors.createColors(false);
const planned = (id: string, ...changes: readonly Change[]): PlannedStep => ({
  step: { id, title: `the ${id}`, prepare: () => Promise.reject(new Error("not asked for")) },
  prepared: { changes, apply: () => Promise.reject(new Error("not asked for")) },
});
const PLAN = [
  planned(
    "bucket",
    { action: "create", what: "S3 bucket acme" },
    { action: "change", what: "versioning", detail: "off → on" },
  ),
  planned("nothing"),
  planned("deploy", { action: "later", what: "six stacks" }),
];

it("shows the plan as a table, with what changes something that exists last", () => {
  const lines = planText(PLAN, 100, paint).join("\n").split("\n");
  expect(lines[1]).toMatch(/│ step +│ action │ what +│ detail +│/);
  expect(lines).toContainEqual(expect.stringMatching(/│ the bucket │ create │ S3 bucket acme │ +│/));
  expect(lines).toContainEqual(expect.stringMatching(/│ +│ change │ versioning +│ off → on │/));
  expect(lines.at(-1)).toBe("1 to create, 1 to be told by an earlier step, 1 that exist are changed");
});

it("shows lines where the table would not fit", () => {
  expect(planText(PLAN, 40, paint)).toEqual([
    "the bucket",
    "  create S3 bucket acme",
    "  change versioning (off → on)",
    "the deploy",
    "  later six stacks",
    "1 to create, 1 to be told by an earlier step, 1 that exist are changed",
  ]);
});

it("knows a plan without work", () => {
  expect(hasWork(PLAN)).toBe(true);
  expect(hasWork([planned("bucket", { action: "keep", what: "S3 bucket acme" }), planned("nothing")])).toBe(false);
  expect(planText([planned("nothing")], 80, paint)).toEqual(["nothing to do"]);
});

it("gives the same plan to a program", () => {
  expect(planJson("acme-dev", PLAN).steps[0]).toEqual({
    step: "bucket",
    title: "the bucket",
    changes: PLAN[0]?.prepared.changes,
  });
});
