import type { StackDrift } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { EngineDoor } from "../engine-door.ts";

/** What a comparison of state and account asks of an engine. */
export interface DriftDoor extends Pick<EngineDoor, "store" | "readStack"> {
  readonly readDrift: (layer: LayerName, environment: string, signal: AbortSignal) => Promise<StackDrift>;
}

/** The engine of this machine. Throws ENGINE_MISSING or ENGINE_VERSION. */
export async function openDriftEngine(root: string): Promise<DriftDoor> {
  const { openStore, readDrift, readStack, requireEngine } = await import("@strata/engine");
  const engine = await requireEngine(root);
  return {
    store: openStore(root),
    readStack: (layer, environment) => readStack(engine, root, layer, environment),
    readDrift: (layer, environment, signal) => readDrift(engine, { root, layer, environment }, signal),
  };
}
