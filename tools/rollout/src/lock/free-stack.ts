import { breakStackLock, readStackLocks, type StackLock } from "@strata/engine/stack-lock";
import { type LayerName, StrataError } from "@strata/shared-config";
import type { EngineDoor } from "../engine-door.ts";
import { type LayerGraph, upstreamsOf } from "../layer-graph.ts";
import { isPreview } from "../operations.ts";
import type { RolloutHost, RolloutRequest } from "../request.ts";
import type { Lease } from "./lease.ts";
import { type LeaseClock, machineClock } from "./lease-clock.ts";

/** From one look at a stack that is locked to the next, in milliseconds. */
const POLL = 1_000;

/**
 * How long to wait, in seconds, for an engine whose rollout died and left the lock to us: it ends the steps that it had
 * begun, of which a database takes up to a quarter of an hour, and then goes by itself.
 */
const ORPHAN_PATIENCE = 20 * 60;

/** What is known of the run whose layer is about to start. */
export interface StackRun {
  readonly graph: LayerGraph;
  readonly request: Pick<RolloutRequest, "environment" | "operation" | "lockTimeout">;
  readonly host: Pick<RolloutHost, "notify" | "signal">;
  readonly engine: Pick<EngineDoor, "store">;
  readonly lease: Pick<Lease, "tookOver"> | undefined;
}

/**
 * Sees to it that the engine's own lock is off a layer's stack, and for a deploy that nobody changes an upstream of it at
 * the same time. Order: a lock of the layer whose owner is gone is broken, by its id → any other one is waited for, as long
 * as `lockTimeout` says (an orphan's, as long as its steps take), and never broken. A dead owner's lock on an upstream is
 * left to the run of that layer. A preview takes no lock and minds none; a backend without a store locks by itself.
 *
 * The caller holds the environment's lock.
 *
 * @throws StrataError STACK_LOCKED
 */
export async function freeStack(layer: LayerName, run: StackRun, clock: LeaseClock = machineClock): Promise<void> {
  const { graph, request, host, engine, lease } = run;
  const { environment, operation, lockTimeout = 0 } = request;
  const patience = lease?.tookOver === true ? Math.max(lockTimeout, ORPHAN_PATIENCE) : lockTimeout;
  const { store } = engine;
  if (store === undefined || isPreview(operation)) return;
  const upstreams = operation === "deploy" ? upstreamsOf(graph, layer) : [];
  const began = clock.now();
  let told: string | undefined;
  for (;;) {
    const own = await readStackLocks(store, layer, environment);
    for (const lock of own.filter(({ sight }) => sight === "gone")) await breakStackLock(store, lock);
    const above = await Promise.all(upstreams.map((upstream) => readStackLocks(store, upstream, environment)));
    const [lock] = [...own, ...above.flat()].filter(({ sight }) => sight !== "gone");
    if (lock === undefined) return;
    if (host.signal.aborted || clock.now() - began >= patience * 1000) throw stackLocked(lock);
    if (told !== lock.id) {
      host.notify({ code: "lock-waiting", data: { lock: nameOf(lock), id: lock.id, holder: stackHolderText(lock) } });
    }
    told = lock.id;
    await clock.sleep(POLL);
  }
}

/** The error for a stack that somebody else's engine has, or may have. */
export function stackLocked(lock: StackLock): StrataError {
  const { environment, id, owner, sight } = lock;
  const release = `strata lock release ${environment} --id ${id}`;
  const hint =
    sight === "alive"
      ? `wait for it, or: kill -INT ${owner?.pid}   (it ends after its running steps)`
      : `${release}   (only when nobody runs it any more)`;
  return new StrataError("STACK_LOCKED", `the stack ${nameOf(lock)} is locked by ${stackHolderText(lock)}`, {
    hint,
    fault: "environment",
  });
}

/** Who has a stack, for a person. */
export function stackHolderText({ owner, key }: StackLock): string {
  if (owner === undefined) return `unknown: ${key} is empty or cannot be read`;
  return `pulumi of ${owner.user} on ${owner.host}, pid ${owner.pid}, since ${owner.since} by its clock`;
}

function nameOf({ layer, environment }: StackLock): string {
  return `${layer} of ${environment}`;
}
