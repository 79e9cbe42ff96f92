import type { LayerWhy } from "@strata/rollout";
import type { LayerName } from "@strata/shared-config";
import type { Change } from "../steps/step.ts";

/**
 * What a deploy of some layers would do, in the order of a rollout.
 *
 * @param found how every layer stands, in the order of a rollout
 */
export function planDeploy(
  environment: string,
  found: readonly LayerWhy[],
  layers: readonly LayerName[] | "all",
): readonly Change[] {
  return found
    .filter(({ layer }) => layers === "all" || layers.includes(layer))
    .map(({ layer, status, reasons }): Change => {
      const what = `${layer} of ${environment}`;
      if (status === "unchanged") return { action: "keep", what, detail: "unchanged since its last deploy" };
      const [first] = reasons;
      return { action: "run", what, ...(first === undefined ? {} : { detail: first.text }) };
    });
}
