import { type EngineDoor, openEngine } from "./engine-door.ts";

/** What reads states, and changes nothing. */
export type StateReader = Pick<EngineDoor, "store" | "readStack">;

/**
 * Reads the states of a workspace's backend. One that keeps objects needs no engine and no secret key; any other asks the
 * engine, and throws ENGINE_MISSING or ENGINE_VERSION.
 */
export async function openReader(root: string): Promise<StateReader> {
  // Loaded here: it brings the Pulumi SDK with it.
  const { EMPTY_STACK, openStore, readStoredStack } = await import("@strata/engine");
  const store = openStore(root);
  if (store === undefined) return openEngine(root);
  return {
    store,
    readStack: async (layer, environment) => (await readStoredStack(store, layer, environment)) ?? EMPTY_STACK,
  };
}
