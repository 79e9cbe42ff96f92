import type { StateStore } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import { LayerMemories } from "../cutoff/layer-memory.ts";

/** An output that a deployed layer read of another one. */
export interface Consumption {
  readonly upstream: string;
  readonly output: string;
}

/**
 * What a deployed layer read of its upstreams when it was last deployed, as its memory has it.
 *
 * @returns undefined where that is not known: the layer was deployed by hand, its last deploy did not end well, its program
 * did not say what it read, or the backend has no store. It may then stand on anything, and whoever asks has to suppose
 * that it does.
 */
export async function readConsumed(
  store: StateStore | undefined,
  environment: string,
  layer: LayerName,
): Promise<readonly Consumption[] | undefined> {
  if (store === undefined) return undefined;
  const { attempt, success } = await new LayerMemories(store, environment).read(layer);
  return attempt !== null || success === null || success.consumesAll ? undefined : success.consumed;
}
