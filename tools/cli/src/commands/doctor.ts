import { openEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";

interface DoctorOptions {
  readonly fix?: boolean;
  readonly json?: boolean;
}

/** `strata doctor <environment>`: what is wrong with its state, and the next step for each. */
export function doctorCommand(program: Command, { terminal, root, exit }: CommandContext): void {
  program
    .command("doctor")
    .description("look for damage in an environment's state: unreadable states, leftovers, runs that did not end well")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--fix", "take leftovers away")
    .option("--json", "print JSON")
    .action(async (environment: string, options: DoctorOptions) => {
      openEnvironment(root(), environment);
      const { examineState, removeLeftovers, requireStore } = await import("@strata/rollout");
      const store = await requireStore(root());
      const removed = options.fix === true ? await removeLeftovers(store) : [];
      const findings = await examineState(store, environment);
      if (findings.length > 0) exit(EXIT.findings);
      if (options.json === true) {
        terminal.out(JSON.stringify({ environment, removed, findings }, undefined, 2));
        return;
      }
      for (const key of removed) terminal.out(`removed ${key}`);
      for (const { message, hint } of findings) terminal.out(`${message}\n  next: ${hint}`);
      if (findings.length === 0) terminal.err(`the state of ${environment} is sound`);
    });
}
