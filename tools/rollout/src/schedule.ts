import type { LayerName } from "@strata/shared-config";
import type { Step } from "./order.ts";

/** What a layer that did not fail came to: it was run, or there was nothing to run. */
export type StepResult<Done> =
  | { readonly status: "succeeded"; readonly value: Done }
  | { readonly status: "unchanged"; readonly reason: string };

/** How one layer of a rollout ended. */
export type StepEnd<Done, Name extends string = LayerName> =
  | StepResult<Done>
  | { readonly status: "failed"; readonly error: unknown }
  /** It never started; `reason` says which layer failed (`cause`), or that the rollout was stopped (no cause). */
  | { readonly status: "skipped"; readonly reason: string; readonly cause: Name | null };

/** What a schedule needs besides its steps. */
export interface ScheduleOptions<Done, Name extends string = LayerName> {
  /** How many layers may run at a time, at least 1. */
  readonly concurrency: number;
  /** Whether a failure keeps every layer from starting, not only those that wait for it. */
  readonly failFast: boolean;
  readonly run: (layer: Name) => Promise<StepResult<Done>>;
  /** Called once for each layer, as it ends. The next layer starts when its promise has settled. */
  readonly ended: (layer: Name, end: StepEnd<Done, Name>) => Promise<void>;
  /** Once aborted, no further layer starts; the running ones end as they do. Its reason is in the skipped ones'. */
  readonly signal: AbortSignal;
}

/**
 * Runs the steps of a rollout, each when all that it waits for have succeeded, the earlier one in the list first.
 * A failed layer takes only those with it that wait for it, and they name it; the others go on, unless it is to fail fast.
 * Never rejects because of a layer; rejects if `ended` does, after the running layers have ended.
 */
export async function schedule<Done, Name extends string = LayerName>(
  steps: readonly Step<Name>[],
  options: ScheduleOptions<Done, Name>,
): Promise<void> {
  const skips = new Map<Name, Skip<Name>>();
  const running = new Map<Name, Promise<void>>();
  const open = new Map(steps.map(({ layer, waitsFor }) => [layer, waitsFor.length]));
  const followers = followersOf(steps);
  let stopper: Skip<Name> | undefined;
  let waiting = [...steps];

  const close = async (layer: Name, end: StepEnd<Done, Name>) => {
    const skip = skipAfter(layer, end);
    if (options.failFast && skip !== undefined) {
      stopper ??= { ...skip, reason: `${skip.reason}, and the run was to fail fast` };
    }
    for (const follower of followers.get(layer) ?? []) {
      open.set(follower, (open.get(follower) ?? 0) - 1);
      if (skip !== undefined && !skips.has(follower)) skips.set(follower, skip);
    }
    await options.ended(layer, end);
  };

  try {
    while (waiting.length > 0 || running.size > 0) {
      const left: Step<Name>[] = [];
      for (const step of waiting) {
        const { layer } = step;
        // First: a layer that the stop broke off is no reason of its own for those that wait for it.
        const skip = stopped(options.signal) ?? skips.get(layer) ?? stopper;
        if (skip !== undefined) await close(layer, { status: "skipped", ...skip });
        else if (open.get(layer) === 0 && running.size < options.concurrency) {
          running.set(layer, runStep(layer, options.run, close, running));
        } else left.push(step);
      }
      waiting = left;
      if (running.size > 0) await Promise.race(running.values());
    }
  } finally {
    await Promise.allSettled(running.values());
  }
}

async function runStep<Done, Name extends string>(
  layer: Name,
  run: (layer: Name) => Promise<StepResult<Done>>,
  close: (layer: Name, end: StepEnd<Done, Name>) => Promise<void>,
  running: Map<Name, Promise<void>>,
): Promise<void> {
  const end = await run(layer).catch((error: unknown): StepEnd<Done, Name> => ({ status: "failed", error }));
  try {
    await close(layer, end);
  } finally {
    running.delete(layer);
  }
}

/** Why a layer never starts. */
interface Skip<Name extends string> {
  readonly reason: string;
  readonly cause: Name | null;
}

/** What a layer's end means to those that wait for it; nothing when it ended well. */
function skipAfter<Name extends string>(layer: Name, end: StepEnd<unknown, Name>): Skip<Name> | undefined {
  if (end.status === "failed") return { reason: `${layer} failed`, cause: layer };
  return end.status === "skipped" ? { reason: end.reason, cause: end.cause } : undefined;
}

function stopped(signal: AbortSignal): Skip<never> | undefined {
  return signal.aborted ? { reason: `stopped: ${String(signal.reason)}`, cause: null } : undefined;
}

function followersOf<Name extends string>(steps: readonly Step<Name>[]): ReadonlyMap<Name, readonly Name[]> {
  const followers = new Map<Name, Name[]>();
  for (const { layer, waitsFor } of steps) {
    for (const upstream of waitsFor) followers.set(upstream, [...(followers.get(upstream) ?? []), layer]);
  }
  return followers;
}
