import type { LayerRecord } from "@strata/rollout";
import { expect, it } from "vitest";
import { layerRecord, rolloutRecord } from "../../rollout/test/records.ts";
import { previewLines } from "../src/executors/preview-lines.ts";

const layer = (name: LayerRecord["layer"], rest: Partial<LayerRecord> = {}) =>
  layerRecord(name, { changes: { create: 2, update: 1, replace: 0, delete: 0, same: 9 }, ...rest });

it("ends a preview with the changes of each layer and in sum, and whose values were read", () => {
  const record = rolloutRecord(
    [
      layer("network"),
      layer("data", {
        changes: { create: 0, update: 0, replace: 10, delete: 3, same: 0 },
        consumed: [
          { upstream: "network", output: "vpcId", state: "unknown" },
          { upstream: "network", output: "zones", state: "planned" },
        ],
      }),
      layer("services", {
        status: "skipped",
        changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
      }),
    ],
    { operation: "preview", status: "failed", exitCode: 1 },
  );
  expect(previewLines(record)).toEqual([
    "summary of threa-prod",
    "            create  update  replace  delete",
    "  network        2       1        0       0",
    "  data           0       0       10       3",
    "  services       0       0        0       0  skipped",
    "  in sum         2       1       10       3",
    "  data reads network.vpcId: unknown",
    "  data reads network.zones: planned",
  ]);
});
