import type { LayerName } from "@strata/shared-config";
import { type EngineDoor, isDeployed } from "../engine-door.ts";
import { dependentsOf, type LayerGraph } from "../layer-graph.ts";
import { readConsumed } from "./consumed.ts";
import { type Places, programNames } from "./program-names.ts";

/** A deployed layer that stands on another one's outputs. */
export interface StandingLayer {
  readonly layer: LayerName;
  /** What of the upstream it read when it was deployed; undefined where nobody noted it: it may be anything. */
  readonly consumed: ReadonlySet<string> | undefined;
  /** Every name in its program as it is now. */
  readonly names: Places;
  /** Whether its program as it is now still reads the upstream. */
  readonly reads: boolean;
}

/**
 * The deployed layers that stand on `upstream`, as they were deployed, by name.
 *
 * @param except layers that are not looked at
 */
export async function standingOn(
  upstream: LayerName,
  graph: LayerGraph,
  environment: string,
  engine: Pick<EngineDoor, "store" | "readStack">,
  except: readonly LayerName[] = [],
): Promise<readonly StandingLayer[]> {
  const readers = dependentsOf(graph, upstream);
  const found = await Promise.all(
    graph.layers.map(async ({ name: layer, folder }): Promise<readonly StandingLayer[]> => {
      if (layer === upstream || except.includes(layer) || !(await isDeployed(engine, layer, environment))) return [];
      const all = await readConsumed(engine.store, environment, layer);
      const reads = readers.includes(layer);
      const consumed = all && new Set(all.filter((row) => row.upstream === upstream).map(({ output }) => output));
      if (consumed === undefined ? !reads : consumed.size === 0) return [];
      return [{ layer, consumed, names: reads ? await programNames(graph.root, folder) : new Map(), reads }];
    }),
  );
  return found.flat();
}

/** Whether a deployed layer stands on an output, as far as anybody knows. */
export function standsOn({ consumed }: StandingLayer, output: string): boolean {
  return consumed === undefined || consumed.has(output);
}
