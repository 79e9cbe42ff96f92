import { asTree } from "@strata/shared-config";
import type { StateStore } from "../store/state-store.ts";

/** An update of a stack that has ended, as the engine noted it: also one by hand. A killed engine notes none. */
export interface StackUpdate {
  /** The engine's word: update, refresh, destroy, rename, resource-import. */
  readonly kind: string;
  readonly succeeded: boolean;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** The commit of the program, and who wrote it; null outside of a git repository. */
  readonly commit: { readonly id: string; readonly dirty: boolean; readonly author: string | null } | null;
}

/**
 * The last update of a stack in a store; undefined where there is none. The engine keeps one file for each update, named by
 * its time: `.pulumi/history/<layer>/<environment>/<environment>-<nanoseconds>.history.json` (`pkg/backend/diy/state.go`).
 */
export async function lastUpdate(
  store: StateStore,
  layer: string,
  environment: string,
): Promise<StackUpdate | undefined> {
  const keys = await store.list(`.pulumi/history/${layer}/${environment}/`);
  for (const key of keys.filter((name) => name.endsWith(".history.json")).reverse()) {
    const update = parseUpdate((await store.read(key)) ?? "");
    if (update !== undefined) return update;
  }
  return undefined;
}

/** An entry that a full disk cut off says nothing; the one before it does. */
function parseUpdate(text: string): StackUpdate | undefined {
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { kind, result, endTime, environment } = asTree(entry);
  const { "git.head": head, "git.author": author, "git.dirty": dirty } = asTree(environment);
  return {
    kind: String(kind),
    succeeded: result === "succeeded",
    finishedAt: new Date(Number(endTime) * 1000).toISOString(),
    commit:
      typeof head === "string"
        ? { id: head, dirty: dirty === "true", author: typeof author === "string" ? author : null }
        : null,
  };
}
