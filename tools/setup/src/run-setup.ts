import { isDone, type PreparedStep, type SetupContext, type SetupStep } from "./steps/step.ts";

/** A step with what it would do. */
export interface PlannedStep {
  readonly step: SetupStep;
  readonly prepared: PreparedStep;
}

/** What a set-up would do, step by step; nothing has changed. What depends on an earlier step says so: `later`. */
export async function planSetup(steps: readonly SetupStep[], context: SetupContext): Promise<readonly PlannedStep[]> {
  const planned: PlannedStep[] = [];
  for (const step of steps) planned.push({ step, prepared: await step.prepare(context) });
  return planned;
}

/**
 * Does what is left to do, in order. Each step looks again just before: an earlier one has changed what it finds.
 *
 * @returns ids of the steps that changed something
 * @throws what a step throws; the steps before it are done, and the next run goes on there
 */
export async function runSetup(steps: readonly SetupStep[], context: SetupContext): Promise<readonly string[]> {
  const { host } = context;
  const changed: string[] = [];
  for (const step of steps) {
    host.signal.throwIfAborted();
    host.notify({ code: "step-started", data: { step: step.id, title: step.title } });
    const prepared = await step.prepare(context);
    host.notify({ code: "step-planned", data: { step: step.id, changes: prepared.changes } });
    const done = isDone(prepared);
    if (!done) {
      await prepared.apply();
      changed.push(step.id);
    }
    host.notify({ code: "step-finished", data: { step: step.id, changed: !done } });
  }
  return changed;
}
