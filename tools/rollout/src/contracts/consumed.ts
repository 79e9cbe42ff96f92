import type { StateStore } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import { z } from "zod";

/** An output that a deployed layer read of another one. */
export interface Consumption {
  readonly upstream: string;
  readonly output: string;
}

/** As much of what is known of a deployed layer as tells what it consumes. */
const layerKnowledge = z.object({
  consumed: z.array(z.object({ upstream: z.string(), output: z.string() })),
});

/**
 * What a deployed layer read of its upstreams when it was last deployed, as noted beside its stack in
 * `.strata/layers/<environment>/<layer>.json`.
 *
 * @returns undefined where that is not known: the layer was deployed by hand, by an earlier version, or to a backend
 * without a store. It may then stand on anything, and whoever asks has to suppose that it does.
 */
export async function readConsumed(
  store: StateStore | undefined,
  environment: string,
  layer: LayerName,
): Promise<readonly Consumption[] | undefined> {
  const text = await store?.read(`.strata/layers/${environment}/${layer}.json`);
  if (text === undefined) return undefined;
  const parsed = layerKnowledge.safeParse(parseJson(text));
  return parsed.success ? parsed.data.consumed : undefined;
}

/** A file that cannot be read tells nothing, and nothing is what it then counts for. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
