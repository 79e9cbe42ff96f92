import { hostname } from "node:os";
import { asTree } from "@strata/shared-config";
import { lifeOf, processWords } from "@strata/shared-config/process";
import type { StateStore } from "../store/state-store.ts";

/** Who made a lock of Pulumi's, in its own words. */
export interface StackLockOwner {
  readonly pid: number;
  readonly user: string;
  readonly host: string;
  /** By its own clock: shown, and never compared. */
  readonly since: string;
}

/**
 * The engine's own lock on one stack (`backend/diy/lock.go` of Pulumi 3.259): an object for each run, which a run that is killed
 * leaves behind, and which never expires.
 */
export interface StackLock {
  readonly layer: string;
  readonly environment: string;
  readonly id: string;
  readonly key: string;
  /** Undefined where the lock is empty or cannot be read. */
  readonly owner: StackLockOwner | undefined;
  /** What can be seen of its owner from here. Unknown: it does not say who it is. */
  readonly sight: "alive" | "gone" | "elsewhere" | "unknown";
}

/** The locks that the engine has on a layer's stack, by id. */
export async function readStackLocks(
  store: StateStore,
  layer: string,
  environment: string,
): Promise<readonly StackLock[]> {
  const keys = await store.list(stackLockFolder(layer, environment));
  const locks = keys
    .filter((key) => key.endsWith(".json"))
    .map(async (key): Promise<StackLock | undefined> => {
      const text = await store.read(key);
      // Released since it was listed.
      if (text === undefined) return undefined;
      const owner = ownerIn(text);
      const id = key.slice(key.lastIndexOf("/") + 1, -".json".length);
      return { layer, environment, id, key, owner, sight: owner === undefined ? "unknown" : sightOf(owner) };
    });
  return (await Promise.all(locks)).filter((lock) => lock !== undefined);
}

/**
 * Takes one lock away, and no other. Its id is of one run and never used again, so it cannot be somebody else's by now.
 * The caller holds the environment's lock, and has seen that the owner is gone, or was told to by a person.
 */
export async function breakStackLock(store: StateStore, { key }: Pick<StackLock, "key">): Promise<void> {
  await store.remove(key);
}

/** Where the engine keeps its locks on a stack. */
export function stackLockFolder(layer: string, environment: string): string {
  return `.pulumi/locks/organization/${layer}/${environment}/`;
}

function ownerIn(text: string): StackLockOwner | undefined {
  try {
    const { pid, hostname: host, username: user, timestamp: since } = asTree(JSON.parse(text));
    if (typeof pid !== "number" || typeof host !== "string") return undefined;
    return { pid, host, user: String(user ?? "unknown"), since: String(since ?? "unknown") };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * The lock tells no start of its process, so a number that another program has by now is found out by its words: an
 * engine has `pulumi` among them.
 */
function sightOf({ pid, host }: StackLockOwner): StackLock["sight"] {
  if (host !== hostname()) return "elsewhere";
  if (lifeOf(pid, "") === "gone") return "gone";
  return (processWords(pid) ?? "pulumi").includes("pulumi") ? "alive" : "gone";
}
