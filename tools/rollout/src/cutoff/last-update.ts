import type { StateStore } from "@strata/engine";
import { isTree, type LayerName } from "@strata/shared-config";

/**
 * Whether the engine's own history says that the last change to a stack failed: so it is known of one that was made by
 * hand too. A refresh changes no resource, and does not count.
 *
 * @returns false as well where there is no history, or one that cannot be read
 */
export async function lastUpdateFailed(store: StateStore, layer: LayerName, environment: string): Promise<boolean> {
  // `<stack>-<nanoseconds>.history.json`: the last one by name is the last one.
  const keys = (await store.list(`.pulumi/history/${layer}/${environment}/`)).filter((key) => key.endsWith(ENDING));
  for (const key of keys.toReversed()) {
    const entry = parsed(await store.read(key));
    if (isTree(entry) && entry.kind !== "refresh") return entry.result === "failed";
  }
  return false;
}

const ENDING = ".history.json";

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
