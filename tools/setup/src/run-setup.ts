import { StrataError } from "@strata/shared-config";
import type { SetupHost } from "./setup-host.ts";
import { isDone, type PreparedStep, type SetupContext, type SetupStep } from "./steps/step.ts";

/** A step with what it would do. */
export interface PlannedStep {
  readonly step: SetupStep;
  readonly prepared: PreparedStep;
}

/** What a set-up would do, step by step; nothing has changed. What depends on an earlier step says so: `later`. */
export async function planSetup(steps: readonly SetupStep[], context: SetupContext): Promise<readonly PlannedStep[]> {
  const planned: PlannedStep[] = [];
  for (const step of steps) {
    planned.push({ step, prepared: await stoppable(context, () => lookAhead(step, context)) });
  }
  return planned;
}

/** What reads the environment waits for its file, which an earlier step writes. */
async function lookAhead(step: SetupStep, context: SetupContext): Promise<PreparedStep> {
  try {
    return await step.prepare(context);
  } catch (error) {
    if (!(error instanceof StrataError) || error.code !== "ENVIRONMENT_UNKNOWN") throw error;
    const detail = `once environments/${context.environment}.yaml is there`;
    return { changes: [{ action: "later", what: step.title, detail }], apply: async () => undefined };
  }
}

/**
 * Does what is left to do, in order. Each step looks again just before: an earlier one has changed what it finds.
 *
 * @returns ids of the steps that changed something
 * @throws what a step throws, or RUN_STOPPED; the steps before it are done, and the next run goes on there
 */
export async function runSetup(steps: readonly SetupStep[], context: SetupContext): Promise<readonly string[]> {
  const { host } = context;
  const changed: string[] = [];
  for (const step of steps) {
    host.notify({ code: "step-started", data: { step: step.id, title: step.title } });
    try {
      if (await stoppable(context, () => runStep(step, context))) changed.push(step.id);
    } catch (error) {
      host.notify({ code: "step-failed", data: { step: step.id, stopped: host.signal.aborted } });
      throw error;
    }
  }
  return changed;
}

async function runStep(step: SetupStep, context: SetupContext): Promise<boolean> {
  const { host } = context;
  const prepared = await step.prepare(context);
  host.notify({ code: "step-planned", data: { step: step.id, changes: prepared.changes } });
  const done = isDone(prepared);
  // The last moment at which it can be left alone as a whole.
  host.signal.throwIfAborted();
  if (!done) await prepared.apply();
  host.notify({ code: "step-finished", data: { step: step.id, changed: !done } });
  return !done;
}

/** Runs a part of a set-up. Once it is to stop, whatever fails in it fails for that: a wait that ended, a call that was cut off. */
async function stoppable<Result>({ host }: { readonly host: SetupHost }, work: () => Promise<Result>): Promise<Result> {
  if (host.signal.aborted) throw stopped();
  try {
    return await work();
  } catch (error) {
    throw host.signal.aborted ? stopped(error) : error;
  }
}

function stopped(cause?: unknown): StrataError {
  return new StrataError("RUN_STOPPED", "the set-up was stopped", {
    hint: "run it again: it goes on where it was",
    fault: "user",
    cause,
  });
}
