import { openEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";

/** `strata fetch-secrets <environment>`: what other vaults hold for it, taken over into the config of its data stack. */
export function fetchSecretsCommand(program: Command, { terminal, root }: CommandContext): void {
  program
    .command("fetch-secrets")
    .description("take over what other vaults hold for an environment; what they do not give is left as it is")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--json", "print JSON")
    .action(async (environment: string, options: { json?: boolean }) => {
      const description = openEnvironment(root(), environment);
      const { openDataConfig, planFetch } = await import("@strata/setup");
      const rows = await planFetch(
        description,
        openDataConfig({ root: root(), layer: "data", environment }),
        process.env,
      );
      for (const { apply } of rows) await apply();
      const fetched = rows.map(({ apply: _, ...row }) => row);
      if (options.json === true) return terminal.out(JSON.stringify({ environment, fetched }, undefined, 2));
      for (const { entry, outcome, reason } of fetched) {
        terminal.out(reason === undefined ? `${entry}: ${outcome}` : `${entry}: ${outcome}, ${reason}`);
      }
      if (fetched.length === 0) terminal.err(`no secret of ${environment} is in another vault`);
      else if (fetched.some(({ outcome }) => outcome === "set")) terminal.err(`next: nx deploy data -c ${environment}`);
    });
}
