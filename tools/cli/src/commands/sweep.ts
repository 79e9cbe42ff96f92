import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";

/** `strata sweep <environment>`: what is in the account and in no state. */
export function sweepCommand(program: Command, { terminal, root, exit }: CommandContext): void {
  program
    .command("sweep")
    .description(
      "find what an environment has in the account and in no state, with the commands that keep or delete it",
    )
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--json", "print JSON")
    .action(async (environment: string, options: { json?: boolean }) => {
      const { orphanLines, sweepEnvironment } = await import("@strata/rollout");
      const orphans = await sweepEnvironment(root(), environment);
      if (orphans.length > 0) exit(EXIT.findings);
      if (options.json === true) terminal.out(JSON.stringify({ environment, orphans }, undefined, 2));
      else for (const line of orphanLines(orphans)) terminal.out(line);
      if (orphans.length === 0) terminal.err(`every tagged resource of ${environment} is in a state`);
    });
}
