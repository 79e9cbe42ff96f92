import type { TeardownPlan } from "@strata/rollout";
import { tableText } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** What a teardown takes away, and what of it nothing brings back, as lines. */
export function teardownLines(
  { environment, layers }: TeardownPlan,
  { paint }: Pick<Terminal, "paint">,
): readonly string[] {
  if (layers.length === 0) return [`no layer of ${environment} is deployed`];
  const rows = layers.map(({ layer, resources, losses, protectedResources }) => ({
    layer,
    resources: `${resources}`,
    "lost for good": losses.length === 0 ? "" : `${losses.length}`,
    protected: protectedResources.length === 0 ? "" : `${protectedResources.length}`,
  }));
  const losses = layers.flatMap(({ layer, losses }) => losses.map((loss) => ({ layer, ...loss })));
  return [
    paint.bold(`teardown of ${environment}, in this order`),
    tableText(rows, { layer: "left", resources: "right", "lost for good": "right", protected: "right" }),
    ...(losses.length === 0 ? [] : [paint.yellow("what nothing brings back:")]),
    ...losses.map(({ layer, type, name, id, loses }) => paint.yellow(`  ${layer}: ${type} ${name} (${id}): ${loses}`)),
  ];
}
