import { loadEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { createProgress } from "../progress.ts";

/** `strata attach <environment>`: watches a rollout that somebody started. */
export function attachCommand(program: Command, { terminal, root, exit }: CommandContext): void {
  program
    .command("attach")
    .description(
      "watch the rollout that runs in an environment, and end with its exit code; Ctrl-C ends the watching only",
    )
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--run <id>", "watch this run, or show how it went")
    .action(async (environment: string, options: { run?: string }) => {
      loadEnvironment(root(), environment);
      const { findRun, followRun } = await import("@strata/rollout");
      const found = await findRun(root(), environment, options.run);
      const { id, operation } = found.record;
      terminal.err(`${operation} of ${environment}, run ${id}`);
      const detached = new AbortController();
      const detach = () => detached.abort();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, detach);
      try {
        const record = await followRun(found, createProgress(terminal).notify, detached.signal);
        if (record === undefined) {
          terminal.err(`detached: the ${operation} goes on`);
          terminal.err(`  next: strata attach ${environment}   (to stop it: kill -INT ${found.record.supervisor.pid})`);
          exit(EXIT.interrupted);
          return;
        }
        terminal.err(`${operation} of ${environment}: ${record.status}, record ${found.file}`);
        exit(record.exitCode ?? EXIT.findings);
      } finally {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, detach);
      }
    });
}
