import type { LayerName } from "@strata/shared-config";
import type { LayerRunner } from "./request.ts";
import type { Dependencies } from "./trace.ts";

/** What a rollout asks of an engine. */
export interface EngineDoor {
  readonly version: string;
  /** Whether a layer has a stack with something in it in an environment. */
  readonly isDeployed: (layer: LayerName, environment: string) => Promise<boolean>;
  /** What of a layer's stack the engine would refuse to delete, by type and name. */
  readonly protectedResources: (layer: LayerName, environment: string) => Promise<readonly string[]>;
  /** What each resource of a layer's stack needs to be there before it, by URN; empty for a stack that is not there. */
  readonly dependencies: (layer: LayerName, environment: string) => Promise<Dependencies>;
  readonly run: LayerRunner;
}

/** The engine of this machine, run in this process. Throws ENGINE_MISSING or ENGINE_VERSION. */
export async function openEngine(root: string): Promise<EngineDoor> {
  // Loaded here and not above: it brings the Pulumi SDK with it, and a reader of the graph needs none of that.
  const { readStack, requireEngine, runLayer } = await import("@strata/engine");
  const engine = await requireEngine(root);
  return {
    version: engine.version,
    isDeployed: async (layer, environment) => (await readStack(engine, root, layer, environment)).entries > 0,
    protectedResources: async (layer, environment) =>
      (await readStack(engine, root, layer, environment)).protectedResources,
    dependencies: async (layer, environment) => (await readStack(engine, root, layer, environment)).dependencies,
    run: (run) => runLayer(engine, run),
  };
}
