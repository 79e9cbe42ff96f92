import { summarisePreview } from "@strata/rollout";
import { expect, it } from "vitest";
import { layerRecord, rolloutRecord } from "../../rollout/test/records.ts";
import { changesTable, consumedTable } from "../src/preview-table.ts";
import { strata } from "./run.ts";

const record = rolloutRecord([
  layerRecord("network"),
  layerRecord("data", {
    changes: { create: 0, update: 1, replace: 2, delete: 3, same: 9 },
    consumed: [{ upstream: "network", output: "vpcId", state: "unknown" }],
  }),
]);

it("shows what becomes of each layer and in sum", () => {
  const text = changesTable(summarisePreview(record));
  expect(text).toMatch(/│ network │ succeeded │ +4 │ +0 │ +0 │ +0 │/);
  expect(text).toMatch(/│ data +│ succeeded │ +0 │ +1 │ +2 │ +3 │/);
  expect(text).toMatch(/│ in sum +│ +│ +4 │ +1 │ +2 │ +3 │/);
});

it("marks each value that a layer reads", () => {
  expect(consumedTable(summarisePreview(record))).toMatch(/│ data +│ network\.vpcId │ unknown │/);
});

it("refuses a plan of an unknown layer or a setting without a value, before anything runs", async () => {
  const layer = await strata("plan", "threa-prod", "netwrok");
  expect([layer.code, layer.err]).toEqual([2, expect.stringContaining("LAYER_UNKNOWN: there is no layer netwrok")]);
  const setting = await strata("plan", "threa-prod", "--config", "services.app.memory");
  expect([setting.code, setting.err]).toEqual([2, expect.stringContaining("is not a path and a value")]);
});
