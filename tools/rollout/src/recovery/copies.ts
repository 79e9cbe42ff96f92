import type { StateStore } from "@strata/engine";
import { parseState, stackKey } from "@strata/engine/state";
import type { LayerName } from "@strata/shared-config";

/** How many good copies of a state are kept. */
const KEPT = 5;

/** Where the copies of a stack's state are kept: outside of what the engine writes, so that no engine damages them. */
export function copiesOf(layer: string, environment: string): string {
  return `.strata/copies/${layer}/${environment}/`;
}

/**
 * Puts a good copy of a stack's state aside, unless the last copy is the same; the oldest ones go. A state that cannot be
 * read is not copied. Throws STATE_UNWRITABLE or DISK_FULL.
 */
export async function keepCopy(store: StateStore, layer: LayerName, environment: string, now: Date): Promise<void> {
  const text = await store.read(stackKey(layer, environment));
  if (text === undefined || !isGood(text)) return;
  const folder = copiesOf(layer, environment);
  // A copy's name is its time: the last one by name is the last one.
  const keys = await store.list(folder);
  const newest = keys.at(-1);
  if (newest !== undefined && (await store.read(newest)) === text) return;
  await store.write(`${folder}${now.toISOString().replaceAll(/[:.]/g, "-")}.json`, text);
  for (const key of keys.slice(0, Math.max(0, keys.length + 1 - KEPT))) await store.remove(key);
}

/**
 * Takes an empty sidecar of a stack's state away: a power loss leaves one where a backend's URL has no `metadata=skip`, and
 * the engine then reads no state at all ("failed to load checkpoint: EOF").
 */
export async function dropEmptySidecar(store: StateStore, layer: LayerName, environment: string): Promise<void> {
  const key = `${stackKey(layer, environment)}.attrs`;
  if ((await store.read(key)) === "") await store.remove(key);
}

/** Whether a text is a state with something in it. */
export function isGood(text: string): boolean {
  try {
    return parseState(text).resources.length > 0;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
