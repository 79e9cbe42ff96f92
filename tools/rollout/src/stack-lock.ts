import type { StateStore } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";

/** Who holds the engine's own lock on a stack. Null where the lock does not say. */
export interface StackLock {
  /** The lock's id: the name of its file. */
  readonly id: string;
  readonly owner: string | null;
  readonly host: string | null;
  readonly pid: number | null;
  /** ISO 8601. */
  readonly since: string | null;
}

/**
 * The locks that engines hold on a layer's stack, or left there when they died. A backend that keeps objects has them in
 * `.pulumi/locks/organization/<layer>/<environment>/` (`pkg/backend/diy/lock.go` of Pulumi). One that cannot be read is a
 * lock all the same.
 */
export async function stackLocks(
  store: StateStore,
  layer: LayerName,
  environment: string,
): Promise<readonly StackLock[]> {
  const keys = await store.list(`.pulumi/locks/organization/${layer}/${environment}/`);
  return Promise.all(
    keys.filter((key) => key.endsWith(".json")).map(async (key) => parseLock(key, (await store.read(key)) ?? "")),
  );
}

/** A lock in words: `ada on build-1, process 4711, since 2026-11-20T12:00:00Z`. */
export function lockText({ id, owner, host, pid, since }: StackLock): string {
  if (owner === null) return `an unknown owner (lock ${id})`;
  const parts = [host === null ? owner : `${owner} on ${host}`];
  if (pid !== null) parts.push(`process ${pid}`);
  if (since !== null) parts.push(`since ${since}`);
  return parts.join(", ");
}

function parseLock(key: string, text: string): StackLock {
  const id = key.slice(key.lastIndexOf("/") + 1, -".json".length);
  const content = new Map<string, unknown>(Object.entries(parse(text)));
  const pid = content.get("pid");
  return {
    id,
    owner: textOf(content.get("username")),
    host: textOf(content.get("hostname")),
    pid: typeof pid === "number" ? pid : null,
    since: textOf(content.get("timestamp")),
  };
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch (error) {
    // A lock that says nothing is held by somebody who is not known.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
