import { join } from "node:path";
import type { Prediction } from "@strata/rehearsal";
import { expect, it } from "vitest";
import { layerRecord, rolloutRecord } from "../../rollout/test/records.ts";
import { summaryLines } from "../src/summary.ts";
import { prediction } from "./records.ts";
import { recordingTerminal } from "./run.ts";

const file = join(process.cwd(), ".strata/rehearsal/runs/x/record.json");
const summary = (record: ReturnType<typeof rolloutRecord>, time: Prediction | null = null) =>
  summaryLines(
    { record, file, address: "https://app.example.com", prediction: time },
    recordingTerminal(false).terminal,
  ).join("\n");

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

it("ends with the time that a real account takes and what it waits for, where something changes", () => {
  const start = {
    layer: "network",
    urn: null,
    type: "",
    name: "",
    verb: "start",
    startsAt: 0,
    seconds: 5,
    basis: "measured",
    source: "here",
  } as const;
  const nat = {
    ...start,
    urn: "urn:nat",
    type: "aws:ec2/natGateway:NatGateway",
    name: "vpc-1",
    verb: "create",
    startsAt: 5,
    seconds: 107,
    basis: "reported",
  } as const;
  const text = summary(rolloutRecord([layerRecord("network")]), prediction([start, nat]));
  expect(text).toContain("a real account takes about 2 min (60 s to 4 min), of which:");
  expect(text).toMatch(/│ network │ the engine's start +│ +5 s │ measured │/);
  expect(text).toMatch(/│ network │ create aws.ec2.NatGateway vpc-1 │ 107 s │ reported │/);
  expect(text).toContain("pnpm strata time threa-prod");

  const unchanged = summary(rolloutRecord([layerRecord("network")]), prediction([start]));
  expect(unchanged).toContain("a real account takes about 2 min (60 s to 4 min)\n");
  expect(unchanged).not.toContain("the engine's start");
});
