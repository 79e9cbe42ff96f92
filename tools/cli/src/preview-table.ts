import type { PreviewSummary } from "@strata/rollout";
import { tableText } from "./table.ts";

/** A preview over several layers: what becomes of each layer's resources, and in sum. */
export function changesTable({ layers, total }: PreviewSummary): string {
  const cells = (counts: PreviewSummary["total"]) => ({
    create: `${counts.create}`,
    update: `${counts.update}`,
    replace: `${counts.replace}`,
    delete: `${counts.delete}`,
  });
  const rows = layers.map(({ layer, status, changes }) => ({ layer, status, ...cells(changes) }));
  return tableText([...rows, { layer: "in sum", status: "", ...cells(total) }], {
    layer: "left",
    status: "left",
    create: "right",
    update: "right",
    replace: "right",
    delete: "right",
  });
}

/** What the layers of a preview read of each other, and whether its value is deployed, planned or unknown. */
export function consumedTable({ consumed }: PreviewSummary): string {
  const rows = consumed.map(({ layer, upstream, output, state }) => ({
    layer,
    reads: `${upstream}.${output}`,
    value: state,
  }));
  return tableText(rows, { layer: "left", reads: "left", value: "left" });
}
