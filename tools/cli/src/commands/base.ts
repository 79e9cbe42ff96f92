import { loadEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";

/** `strata base <environment>`: the commit that Nx is to compare with. */
export function baseCommand(program: Command, { terminal, root }: CommandContext): void {
  program
    .command("base")
    .description("print the commit of the last success of all layers, for NX_BASE; exits with 2 where there is none")
    .argument("<environment>", "a file in environments/, without .yaml")
    .action(async (environment: string) => {
      loadEnvironment(root(), environment);
      const { findBase } = await import("@strata/rollout");
      const { commit, notes } = await findBase(root(), environment);
      for (const note of notes) terminal.err(note);
      terminal.out(commit);
    });
}
