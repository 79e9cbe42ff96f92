import { listEnvironments, loadEnvironment, optionInvalid } from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { overviewText, statusLines } from "../status-text.ts";

interface StatusOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `strata status <environment>`: every layer, and the last run. */
export function statusCommand(program: Command, context: CommandContext): void {
  program
    .command("status")
    .description("show how every layer of an environment stands, and its last run; needs no secret key")
    .argument("[environment]", "a file in environments/, without .yaml")
    .option("--all", "every environment instead, a line for each")
    .option("--json", "print JSON")
    .action((environment: string | undefined, options: StatusOptions) => status(environment, options, context));
}

async function status(
  environment: string | undefined,
  options: StatusOptions,
  { terminal, root }: CommandContext,
): Promise<void> {
  const all = options.all === true;
  if (all === (environment !== undefined)) {
    throw optionInvalid(
      all ? "--all takes no environment" : "which environment?",
      "strata status <environment>, or strata status --all",
    );
  }
  const names = environment === undefined ? listEnvironments(root()) : [environment];
  for (const name of names) loadEnvironment(root(), name);
  const { readStatus, runsFolder } = await import("@strata/rollout");
  // One after the other: each may have its state in another place.
  const found: Awaited<ReturnType<typeof readStatus>>[] = [];
  for (const name of names) found.push(await readStatus(root(), name, runsFolder(root())));
  const [first] = found;
  if (options.json === true) terminal.out(JSON.stringify(all ? found : first, undefined, 2));
  else if (all) terminal.out(overviewText(found));
  else if (first !== undefined) for (const line of statusLines(first, terminal)) terminal.out(line);
}
