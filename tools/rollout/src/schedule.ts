import type { LayerName } from "@strata/shared-config";
import type { Step } from "./order.ts";

/** What a layer that did not fail came to: it was run, or there was nothing to run. */
export type StepResult<Done> =
  | { readonly status: "succeeded"; readonly value: Done }
  | { readonly status: "unchanged"; readonly reason: string };

/** How one layer of a rollout ended. */
export type StepEnd<Done> =
  | StepResult<Done>
  | { readonly status: "failed"; readonly error: unknown }
  /** It never started; `reason` says which layer failed (`cause`), or that the rollout was stopped (no cause). */
  | { readonly status: "skipped"; readonly reason: string; readonly cause: LayerName | null };

/** What a schedule needs besides its steps. */
export interface ScheduleOptions<Done> {
  /** How many layers may run at a time, at least 1. */
  readonly concurrency: number;
  /** Whether a failure keeps every layer from starting, not only those that wait for it. */
  readonly failFast: boolean;
  readonly run: (layer: LayerName) => Promise<StepResult<Done>>;
  /** Called once for each layer, as it ends. The next layer starts when its promise has settled. */
  readonly ended: (layer: LayerName, end: StepEnd<Done>) => Promise<void>;
  /** Once aborted, no further layer starts; the running ones end as they do. Its reason is in the skipped ones'. */
  readonly signal: AbortSignal;
}

/**
 * Runs the steps of a rollout, each when all that it waits for have succeeded, the earlier one in the list first.
 * A failed layer takes only those with it that wait for it, and they name it; the others go on, unless it is to fail fast.
 * Never rejects because of a layer; rejects if `ended` does, after the running layers have ended.
 */
export async function schedule<Done>(steps: readonly Step[], options: ScheduleOptions<Done>): Promise<void> {
  const blocked = new Map<LayerName, Skip>();
  const running = new Map<LayerName, Promise<void>>();
  const pending = new Set(steps.map(({ layer }) => layer));
  let waiting = [...steps];

  const close = async (layer: LayerName, end: StepEnd<Done>) => {
    pending.delete(layer);
    if (end.status === "failed") blocked.set(layer, { reason: `${layer} failed`, cause: layer });
    if (end.status === "skipped") blocked.set(layer, end);
    await options.ended(layer, end);
  };

  try {
    while (waiting.length > 0 || running.size > 0) {
      for (const step of [...waiting]) {
        const skip = reasonToSkip(step, blocked, options);
        const ready = running.size < options.concurrency && !step.waitsFor.some((layer) => pending.has(layer));
        if (skip === undefined && !ready) continue;
        waiting = waiting.filter((other) => other !== step);
        if (skip !== undefined) await close(step.layer, { status: "skipped", reason: skip.reason, cause: skip.cause });
        else running.set(step.layer, runStep(step.layer, options.run, close, running));
      }
      if (running.size > 0) await Promise.race(running.values());
    }
  } finally {
    await Promise.allSettled(running.values());
  }
}

async function runStep<Done>(
  layer: LayerName,
  run: (layer: LayerName) => Promise<StepResult<Done>>,
  close: (layer: LayerName, end: StepEnd<Done>) => Promise<void>,
  running: Map<LayerName, Promise<void>>,
): Promise<void> {
  const end = await run(layer).catch((error: unknown): StepEnd<Done> => ({ status: "failed", error }));
  try {
    await close(layer, end);
  } finally {
    running.delete(layer);
  }
}

/** Why a layer never starts. */
interface Skip {
  readonly reason: string;
  readonly cause: LayerName | null;
}

function reasonToSkip(
  step: Step,
  blocked: ReadonlyMap<LayerName, Skip>,
  { signal, failFast }: Pick<ScheduleOptions<unknown>, "signal" | "failFast">,
): Skip | undefined {
  // First: a layer that the stop broke off is no reason of its own for those that wait for it.
  if (signal.aborted) return { reason: `stopped: ${String(signal.reason)}`, cause: null };
  const blocker = step.waitsFor.find((layer) => blocked.has(layer));
  if (blocker !== undefined) return blocked.get(blocker);
  const [first] = failFast ? blocked.values() : [];
  return first === undefined ? undefined : { ...first, reason: `${first.reason}, and the run was to fail fast` };
}
