import { logicalName } from "@strata/shared-config";
import type { PostgresSettings } from "./postgres-plan.ts";

/** One instance of a cluster. */
export interface AuroraInstance {
  /** Logical name. */
  readonly name: string;
  readonly identifier: string;
  /** Which one it is, from 0: in the list of zones, as often as that is repeated, it lies at this place. */
  readonly position: number;
  /** Who becomes the writer when the writer fails: the lowest first. */
  readonly promotionTier: number;
}

/**
 * The instances of a cluster: the first one writes, and each next one lies in the next zone, so that two survive the
 * loss of any zone. The first reader is of tier 1: it keeps as much capacity as the writer has, and can take over at
 * once; those above follow their own load. Source: Amazon Aurora User Guide, "Choosing the promotion tier for an Aurora
 * Serverless v2 reader".
 * @param name of the cluster's resource
 */
export function planInstances(
  name: string,
  { identifier, aurora }: Pick<PostgresSettings, "identifier" | "aurora">,
): AuroraInstance[] {
  return Array.from({ length: aurora.instances }, (_none, position) => ({
    name: logicalName(name, String(position + 1)),
    identifier: `${identifier}-${position + 1}`,
    position,
    promotionTier: Math.min(position, 2),
  }));
}
