import { loadEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { statusLines } from "../status-text.ts";

/** `strata status <environment>`: every layer, and the last run. */
export function statusCommand(program: Command, { terminal, root }: CommandContext): void {
  program
    .command("status")
    .description("show how every layer of an environment stands, and its last run; needs no secret key")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--json", "print JSON")
    .action(async (environment: string, options: { json?: boolean }) => {
      loadEnvironment(root(), environment);
      const { readStatus, runsFolder } = await import("@strata/rollout");
      const status = await readStatus(root(), environment, runsFolder(root()));
      if (options.json === true) terminal.out(JSON.stringify(status, undefined, 2));
      else for (const line of statusLines(status, terminal)) terminal.out(line);
    });
}
