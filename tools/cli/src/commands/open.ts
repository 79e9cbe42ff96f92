import { openEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { addressesOf, addressOf } from "../open/addresses.ts";
import { canOpen } from "../open/browser.ts";
import { readAllOutputs } from "../read-all-outputs.ts";

/** `strata open <environment> [what]`: an address of an environment, printed, and opened where a browser can be. */
export function openCommand(program: Command, { terminal, root }: CommandContext): void {
  program
    .command("open")
    .description("print an address of an environment, and open it in a browser where there is one")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("[what]", "app, dashboard, or a service", "app")
    .option("--print", "only print it")
    .option("--json", "print all addresses as JSON, and open none")
    .action(async (environment: string, what: string, options: { print?: boolean; json?: boolean }) => {
      openEnvironment(root(), environment);
      const known = addressesOf(await readAllOutputs(root(), environment));
      if (options.json === true) {
        terminal.out(JSON.stringify(Object.fromEntries(known), undefined, 2));
        return;
      }
      const url = addressOf(environment, what, known);
      terminal.out(url);
      const desk = { terminal: terminal.live !== undefined, platform: process.platform, variables: process.env };
      if (options.print === true || !canOpen(desk)) return;
      const { default: open } = await import("open");
      await open(url);
    });
}
