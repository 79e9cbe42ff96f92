import type { StateStore } from "@strata/engine";
import { readStackLocks, type StackLock } from "@strata/engine/stack-lock";
import { LAYERS, openEnvironment, StrataError } from "@strata/shared-config";
import type { LockRow, LockTable } from "./lock-table.ts";
import { openLockTable } from "./open-table.ts";
import { sightOf } from "./owner.ts";

/** What can be seen of a lock's owner from here; of one elsewhere only its signs of life tell, over a while. */
export type Sight = StackLock["sight"];

/** The locks of an environment: ours, and the engine's own on its stacks. */
export interface EnvironmentLocks {
  readonly environment: string;
  /** Where ours is kept. */
  readonly place: string;
  /** Null while nobody holds it. */
  readonly lease: (LockRow & { readonly sight: Sight }) | null;
  readonly stacks: readonly StackLock[];
}

/** The same, with what it takes to change them. */
export interface OpenLocks extends EnvironmentLocks {
  readonly table: LockTable;
  readonly store: StateStore;
}

/**
 * Who holds what in an environment. Changes nothing.
 *
 * @throws StrataError ENVIRONMENT_UNKNOWN; LOCK_UNAVAILABLE where the state is in no store that we reach; what the store
 * and the table throw
 */
export async function openLocks(root: string, environment: string): Promise<OpenLocks> {
  openEnvironment(root, environment);
  // Loaded here: it brings the Pulumi SDK with it.
  const { openStore } = await import("@strata/engine");
  const store = openStore(root);
  const table = store === undefined ? undefined : await openLockTable(root, store, environment);
  if (store === undefined || table === undefined) {
    throw new StrataError("LOCK_UNAVAILABLE", `the backend of ${environment} keeps its locks to itself`, {
      hint: "export PULUMI_BACKEND_URL=file:///… or s3://…   (Pulumi Cloud locks each stack by itself)",
      fault: "user",
    });
  }
  const row = await table.read();
  const lease = row === undefined || row.released ? null : { ...row, sight: sightOfRow(row) };
  const stacks = await Promise.all(LAYERS.map((layer) => readStackLocks(store, layer, environment)));
  return { environment, place: table.place, lease, stacks: stacks.flat(), table, store };
}

/** Who holds what in an environment, as data: see `openLocks`. */
export async function readLocks(root: string, environment: string): Promise<EnvironmentLocks> {
  const { place, lease, stacks } = await openLocks(root, environment);
  return { environment, place, lease, stacks };
}

function sightOfRow({ owner }: LockRow): Sight {
  if (owner === undefined) return "unknown";
  const sight = sightOf(owner);
  return sight === "perhaps" ? "alive" : sight;
}
