import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { stopSignal } from "../stop-signal.ts";

interface RefreshOptions {
  readonly wait?: boolean;
  readonly all?: boolean;
}

/** `strata refresh-service <environment> <service…>`: new tasks of the same task definition. */
export function refreshServiceCommand(program: Command, context: CommandContext): void {
  program
    .command("refresh-service")
    .description("replace the tasks of services by new ones, which take the image and the secrets as they are now")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("[services...]", "keys of services")
    .option("--all", "every service of the environment")
    .option("--wait", "wait until the new tasks run; exit 1 where they do not")
    .action((environment: string, services: readonly string[], options: RefreshOptions) =>
      refresh(environment, services, options, context),
    );
}

async function refresh(
  environment: string,
  services: readonly string[],
  { wait = false, all = false }: RefreshOptions,
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  const { describeError, optionInvalid, StrataError } = await import("@strata/shared-config");
  if (all === services.length > 0) {
    throw optionInvalid("name services, or say --all", `strata refresh-service ${environment} --all --wait`);
  }
  const { refreshServices } = await import("@strata/operate");
  const stop = stopSignal();
  const told = new Map<string, string>();
  try {
    const refreshed = await refreshServices(
      { root: root(), environment, services, wait },
      {
        now: () => performance.now(),
        pause: (milliseconds) => pause(milliseconds, undefined, { signal: stop }),
        progress: (key, text) => {
          if (told.get(key) !== text) terminal.err(`${key}: ${text}`);
          told.set(key, text);
        },
      },
    );
    terminal.out(`${wait ? "refreshed" : "being refreshed"}: ${refreshed.join(", ")}`);
  } catch (error) {
    if (stop.aborted) {
      terminal.err("ECS goes on with it");
      return exit(EXIT.interrupted);
    }
    if (!(error instanceof StrataError) || error.code !== "SERVICE_UNSTEADY") throw error;
    terminal.err(terminal.paint.red(describeError(error)));
    exit(EXIT.findings);
  }
}
