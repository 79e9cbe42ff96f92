import { setTimeout as pause } from "node:timers/promises";
import type { TaskEvent } from "@strata/ecs";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { stopSignal } from "../stop-signal.ts";
import type { Terminal } from "../terminal.ts";

/** `strata migrate <environment> [-- command…]`: the migration as a one-off task, by hand. */
export function migrateCommand(program: Command, context: CommandContext): void {
  program
    .command("migrate")
    .description("run the migration of what is deployed as a one-off task; exit 0 if it ends well, 1 if not")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("[command...]", "after --: run this in place of the migration's command, with its image and secrets")
    .action((environment: string, command: readonly string[]) => migrate(environment, command, context));
}

async function migrate(
  environment: string,
  words: readonly string[],
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  const { migrate: run } = await import("@strata/operate");
  const { describeError, StrataError } = await import("@strata/shared-config");
  const stop = stopSignal();
  const request = { root: root(), environment, command: words.length === 0 ? undefined : words };
  try {
    await run(request, {
      now: () => performance.now(),
      pause: (milliseconds) => pause(milliseconds, undefined, { signal: stop }),
      notify: (event) => tell(event, terminal),
    });
  } catch (error) {
    if (stop.aborted) {
      terminal.err(`the task goes on; to wait for it again: strata migrate ${environment}`);
      return exit(EXIT.interrupted);
    }
    if (!(error instanceof StrataError) || error.code !== "MIGRATION_FAILED") throw error;
    terminal.err(terminal.paint.red(describeError(error)));
    exit(EXIT.findings);
  }
}

function tell(event: TaskEvent, terminal: Terminal): void {
  if (event.code === "task-log") {
    terminal.out(event.data.line);
    return;
  }
  const id = event.data.taskArn.slice(event.data.taskArn.lastIndexOf("/") + 1);
  if (event.code === "task-started") terminal.err(`task ${id} is started`);
  if (event.code === "task-found") terminal.err(`task ${id} is still at work; none is started`);
  if (event.code === "task-awaited") terminal.err(`task ${id} has to end first`);
}
