import { ReadableStream, type ReadableStreamDefaultController } from "node:stream/web";
import type { Operation } from "@strata/engine";
import { type RolloutEvent, superviseRollout, withPresses } from "@strata/rollout";
import { describeError } from "@strata/shared-config";
import { type RolloutOptions, readRequest } from "./options.ts";
import { previewLines } from "./preview-lines.ts";
import { finishedLine, problemLines, progressLine } from "./progress.ts";
import { tellTerminal } from "./tell-terminal.ts";

/** A task of Nx. Its layer is the name of the project's folder; the project's own name may have a scope before it. */
export interface LayerTask {
  readonly id: string;
  readonly layer: string;
  readonly options: RolloutOptions;
}

/**
 * How a task ended, as Nx takes it from a batch. A skipped layer counts as failed: Nx has a status for skipped tasks,
 * but then leaves with 130, as if it had been interrupted.
 */
export interface TaskEnd {
  readonly task: string;
  readonly result: {
    readonly success: boolean;
    /** What the layer had to say: Nx shows it with the task. */
    readonly terminalOutput: string;
  };
}

/** Where a rollout is told about while it runs. */
export interface Log {
  /** Takes each line of the rollout as it happens. */
  readonly line: (line: string) => void;
  /** Takes why a layer failed. In a batch Nx shows that with the task. */
  readonly problem: (line: string) => void;
}

/**
 * One rollout over those of the tasks that were asked for; each task's end as soon as it is known. The others stand in
 * the command for the order alone: they end at once and change nothing.
 */
export function runTasks(
  operation: Operation,
  tasks: readonly LayerTask[],
  root: string,
  log: Log,
): ReadableStream<TaskEnd> {
  return new ReadableStream<TaskEnd>({
    start(ends) {
      rollOut(operation, tasks, root, log, ends).then(
        () => ends.close(),
        (error: unknown) => ends.error(error),
      );
    },
  });
}

async function rollOut(
  operation: Operation,
  tasks: readonly LayerTask[],
  root: string,
  log: Log,
  ends: ReadableStreamDefaultController<TaskEnd>,
): Promise<void> {
  const asked = tasks.filter(wasAskedFor);
  for (const task of tasks.filter((other) => !wasAskedFor(other))) {
    const line = `${task.layer}: not asked for, left as it is`;
    log.line(line);
    ends.enqueue(endOf(task, true, [line]));
  }
  const [first] = asked;
  if (first === undefined) return;

  const open = new Map(asked.map((task) => [task.layer, task]));
  const notify = (event: RolloutEvent) => {
    const line = progressLine(event);
    if (line !== undefined) log.line(line);
    if (event.code === "rollout-finished" && event.data.record.operation === "preview") {
      for (const each of previewLines(event.data.record)) log.line(each);
    }
    if (event.code === "rollout-stopping") tellTerminal(event.data.message);
    if (event.code !== "layer-finished") return;
    const { layer, status } = event.data;
    const task = open.get(layer);
    open.delete(layer);
    const problems = problemLines(event.data);
    for (const problem of problems) log.problem(problem);
    if (task !== undefined)
      ends.enqueue(
        endOf(task, status === "succeeded" || status === "unchanged", [finishedLine(event.data), ...problems]),
      );
  };

  try {
    const request = readRequest(
      root,
      operation,
      asked.map(({ layer }) => layer),
      first.options,
    );
    const { stop, ended } = superviseRollout(request, notify);
    await withPresses(stop, () => ended);
    // A run that resumes leaves out what the one before has done.
    for (const task of open.values()) ends.enqueue(endOf(task, true, [`${task.layer}: done by the run before`]));
  } catch (error) {
    // One sentence for all of them, at the first; the others never began.
    log.problem(describeError(error));
    const [blamed, ...others] = [...open.values()];
    if (blamed !== undefined) ends.enqueue(endOf(blamed, false, [describeError(error)]));
    for (const task of others)
      ends.enqueue(endOf(task, false, [`${task.layer}: not started, as ${blamed?.layer} says`]));
  }
}

function endOf(task: LayerTask, success: boolean, lines: readonly string[]): TaskEnd {
  return { task: task.id, result: { success, terminalOutput: `${lines.join("\n")}\n` } };
}

/** Nx hands the options of the asking task down to what it pulls in: see infer-targets.ts. */
function wasAskedFor({ layer, options }: LayerTask): boolean {
  return options.layer === undefined || options.layer === layer;
}
