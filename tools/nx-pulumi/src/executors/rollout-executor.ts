import { basename } from "node:path/posix";
import type { ExecutorContext, TaskGraph } from "@nx/devkit";
import type { Operation } from "@strata/engine";
import { describeError, StrataError } from "@strata/shared-config";
import type { RolloutOptions } from "./options.ts";
import { runTasks, type TaskEnd } from "./run-tasks.ts";

/** Both forms of an executor: for one task in a process of its own, and for all tasks of a command together. */
export interface RolloutExecutor {
  readonly single: (options: RolloutOptions, context: ExecutorContext) => Promise<{ success: boolean }>;
  readonly batch: (
    graph: TaskGraph,
    options: Readonly<Record<string, RolloutOptions>>,
    overrides: unknown,
    context: ExecutorContext,
  ) => AsyncGenerator<TaskEnd, void>;
}

/** The executor of an operation. It holds no engine: everything is a rollout over the layers that were asked for. */
export function rolloutExecutor(operation: Operation): RolloutExecutor {
  const line = (text: string) => console.log(text);
  return {
    single: async (options, context) => {
      const unordered = operation === "destroy" ? unorderedDestroy(context) : undefined;
      if (unordered !== undefined) {
        console.log(describeError(unordered));
        return { success: false };
      }
      let success = true;
      // Without a batch Nx starts layers of one command side by side, each in a process of its own: they share the lock in turn.
      const lockTimeout = options.lockTimeout ?? (siblingsOf(context).length > 1 ? SIBLINGS_TIMEOUT : 0);
      const task = { id: context.projectName ?? "", layer: layerOf(context), options: { ...options, lockTimeout } };
      for await (const end of runTasks(operation, [task], context.root, { line, problem: line })) {
        success &&= end.result.success;
      }
      return { success };
    },
    batch: async function* (graph, options, _overrides, context) {
      const tasks = Object.values(graph.tasks).map(({ id, projectRoot }) => ({
        id,
        layer: basename(projectRoot ?? ""),
        options: options[id] ?? {},
      }));
      for (const group of Map.groupBy(tasks, (task) => task.options.environment).values()) {
        yield* runTasks(operation, group, context.root, { line, problem: () => undefined });
      }
    },
  };
}

/** The name of the project's folder, which is its layer's. */
export function layerOf({ projectName = "", projectsConfigurations }: ExecutorContext): string {
  return basename(projectsConfigurations.projects[projectName]?.root ?? "");
}

/** How long a layer waits for the others of its command, in seconds: as long as the slowest deployment that is known of. */
const SIBLINGS_TIMEOUT = 2 * 60 * 60;

/** The layers of one command with the same target. */
function siblingsOf({ taskGraph, targetName }: ExecutorContext): readonly string[] {
  const tasks = Object.values(taskGraph?.tasks ?? {}).filter(({ target }) => target.target === targetName);
  return tasks.map(({ projectRoot }) => basename(projectRoot ?? ""));
}

/** Several destroys in processes of their own have no order between them. */
function unorderedDestroy(context: ExecutorContext): StrataError | undefined {
  const others = siblingsOf(context);
  if (others.length < 2) return undefined;
  return new StrataError("ORDER_UNKNOWN", `without a batch, ${others.join(", ")} would be destroyed in no order`, {
    hint: "leave --no-batch out (and NX_BATCH_MODE=false), or destroy one layer at a time",
    fault: "user",
  });
}
