import type { StateStore } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { LostCreate } from "./lost-create.ts";

/**
 * What is kept of a stack while it is not known how its last run ended: written before a run, taken away when it ended
 * well. So whoever comes next, on whatever machine, knows that something may have been made that no state has.
 *
 * It is no part of a layer's memory (see `LayerMemory`), whose `attempt` says of a deploy or destroy that it has begun, too:
 * - Roles of other layers read a memory, to see whether the layer is deployed. The creates here hold the layer's secrets,
 *   encrypted, so only its own role reads them.
 * - A memory that cannot be read is as none, and the layer runs. A note that cannot be read still says that something may
 *   be there.
 * - A refresh and a restored state leave a note and are no attempt; a deploy whose services do not become steady is an
 *   attempt that leaves nothing unsettled; a destroy that ended well forgets the memory.
 */
export interface Unsettled {
  readonly version: 1;
  /** When the run began that left it, ISO 8601. */
  readonly since: string;
  /** Kept here until they are settled, since a recovery that is killed has taken them out of the state already. */
  readonly creates: readonly LostCreate[];
}

/** Reads it; undefined where the last run ended well. An unreadable one has no creates. */
export async function readUnsettled(
  store: StateStore,
  layer: LayerName,
  environment: string,
): Promise<Unsettled | undefined> {
  const text = await store.read(keyOf(layer, environment));
  if (text === undefined) return undefined;
  try {
    const note: Unsettled = JSON.parse(text);
    if (note.version === 1 && Array.isArray(note.creates)) return note;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { version: 1, since: "", creates: [] };
}

/** Throws STATE_UNWRITABLE or DISK_FULL. */
export async function writeUnsettled(
  store: StateStore,
  layer: LayerName,
  environment: string,
  note: Omit<Unsettled, "version">,
): Promise<void> {
  await store.write(keyOf(layer, environment), `${JSON.stringify({ version: 1, ...note })}\n`);
}

/** The last run ended well, or what it left has been settled. */
export async function dropUnsettled(store: StateStore, layer: LayerName, environment: string): Promise<void> {
  await store.remove(keyOf(layer, environment));
}

function keyOf(layer: LayerName, environment: string): string {
  return `.strata/unsettled/${layer}/${environment}.json`;
}
