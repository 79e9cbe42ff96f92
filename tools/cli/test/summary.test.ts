import { join } from "node:path";
import { expect, it } from "vitest";
import { summaryLines } from "../src/summary.ts";
import { layerRecord, rolloutRecord } from "./records.ts";
import { recordingTerminal } from "./run.ts";

const file = join(process.cwd(), ".strata/rehearsal/runs/x/record.json");
const summary = (record: ReturnType<typeof rolloutRecord>) =>
  summaryLines({ record, file, address: "https://app.example.com" }, recordingTerminal(false).terminal).join("\n");

it("ends a rehearsal with a row per layer, the address, the record and what to type next", () => {
  const same = { create: 0, update: 0, replace: 0, delete: 0, same: 9 };
  const text = summary(
    rolloutRecord([layerRecord("network"), layerRecord("data", { changes: same, resources: 9, durationMs: 40 })]),
  );
  expect(text).toMatch(/│ network │ ✓ +│ +4 │ 4 created │ 1.5 s │/);
  expect(text).toMatch(/│ data +│ ✓ +│ +9 │ no change │ 0.0 s │/);
  expect(text).toContain("threa-prod: 13 resources in 2 layers, 3.0 s");
  expect(text).toContain("public address  https://app.example.com");
  expect(text).toContain("record          .strata/rehearsal/runs/x/record.json");
  expect(text).toContain('eval "$(pnpm -s strata rehearse env)"');
});

it("says why a layer failed and what to do, and names no address", () => {
  const failed = layerRecord("data", {
    status: "failed",
    reason: "no quota",
    error: { code: "ENGINE_FAILED", hint: "ask for more" },
  });
  const skipped = layerRecord("services", { status: "skipped", reason: "data failed", startedAt: null });
  const text = summary(rolloutRecord([layerRecord("network"), failed, skipped], { status: "failed" }));
  expect(text).toContain("data: ENGINE_FAILED: no quota\n  next: ask for more");
  expect(text).toMatch(/│ services │ – skipped │/);
  expect(text).not.toContain("public address");
  expect(text).toContain("strata rehearse threa-prod --keep");
});

it("shows the warnings of a layer that succeeded", () => {
  expect(summary(rolloutRecord([layerRecord("edge", { diagnostics: ["slow zone"] })]))).toContain("edge: slow zone");
});
