import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { stopSignal } from "../stop-signal.ts";

interface LogsOptions {
  readonly follow?: boolean;
  readonly since: string;
}

/** `strata logs <environment> <service>`: what its tasks write. */
export function logsCommand(program: Command, context: CommandContext): void {
  program
    .command("logs")
    .description("print what the tasks of a service have written, oldest first")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("<service>", "key of a service")
    .option("-f, --follow", "go on with what they write from now on, until Ctrl-C")
    .option("--since <span>", "how far back: 90s, 30m, 1h, 2d", "1h")
    .action((environment: string, service: string, options: LogsOptions) =>
      logs(environment, service, options, context),
    );
}

async function logs(
  environment: string,
  service: string,
  { follow = false, since }: LogsOptions,
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  const { parseSpan, readLogs } = await import("@strata/operate");
  const request = { root: root(), environment, service, since: Date.now() - parseSpan(since), follow };
  const stop = stopSignal();
  try {
    await readLogs(request, {
      now: () => performance.now(),
      pause: (milliseconds) => pause(milliseconds, undefined, { signal: stop }),
      line: ({ time, stream, text }) => {
        const where = `${new Date(time).toISOString()} ${stream.slice(stream.lastIndexOf("/") + 1).slice(0, 8)}`;
        terminal.out(`${terminal.paint.dim(where)} ${text}`);
      },
    });
  } catch (error) {
    if (!stop.aborted) throw error;
    exit(EXIT.interrupted);
  }
}
