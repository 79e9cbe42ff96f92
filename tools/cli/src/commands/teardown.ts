import type { RolloutRecord, RolloutRequest, TeardownPlan } from "@strata/rollout";
import { optionInvalid, StrataError } from "@strata/shared-config";
import type { Command } from "commander";
import { openAsker } from "../asker.ts";
import { type CommandContext, EXIT } from "../context.ts";
import { rollOut } from "../roll-out.ts";
import { teardownLines } from "../teardown-text.ts";

interface TeardownOptions {
  readonly withData?: boolean;
  readonly confirm?: string;
  readonly confirmData?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `strata teardown <environment>`: all of an environment goes, after its name was typed. */
export function teardownCommand(program: Command, context: CommandContext): void {
  program
    .command("teardown")
    .description("destroy every layer of an environment, the dependents first; asks for its name to be typed")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--with-data", "also stores that are protected: lets them go first, after the name was typed again")
    .option("--confirm <environment>", "its name, in place of typing it")
    .option("--confirm-data <environment>", "its name once more, in place of typing it again for --with-data")
    .option("--dry-run", "say what would go, and destroy nothing")
    .option("--json", "print what would go as JSON, and destroy nothing")
    .action((environment: string, options: TeardownOptions) => teardown(environment, options, context));
}

async function teardown(environment: string, options: TeardownOptions, context: CommandContext): Promise<void> {
  const { terminal, root, exit } = context;
  const { checkTeardown, planTeardown } = await import("@strata/rollout");
  const plan = await planTeardown(root(), environment);
  if (options.json === true) return terminal.out(JSON.stringify(plan, undefined, 2));
  for (const line of teardownLines(plan, terminal)) terminal.out(line);
  if (plan.layers.length > 0) {
    checkTeardown(plan, options.withData === true);
    if (options.dryRun === true) return terminal.err("nothing is destroyed");
    const letGo = options.withData === true && plan.layers.some(isProtectedData);
    await confirm(environment, letGo, options, context);
    const record = await destroy(environment, letGo, context);
    exit(record.exitCode ?? EXIT.findings);
    if (record.status !== "succeeded") return terminal.err(`the same command goes on where it ended`);
  }
  if (options.dryRun !== true) await tellLeftovers(environment, context);
}

function isProtectedData({ layer, protectedResources }: TeardownPlan["layers"][number]): boolean {
  return layer === "data" && protectedResources.length > 0;
}

/** Throws OPTION_INVALID where a name is another one, or nobody is there to type it; RUN_STOPPED after Ctrl-C. */
async function confirm(
  environment: string,
  letGo: boolean,
  { confirm: first, confirmData: second }: TeardownOptions,
  { terminal }: CommandContext,
): Promise<void> {
  const wanted = [
    { option: "--confirm", given: first, message: `Type ${environment} to destroy it` },
    ...(letGo
      ? [
          {
            option: "--confirm-data",
            given: second,
            message: `Its stores are protected. Type ${environment} again to destroy them with all that is in them`,
          },
        ]
      : []),
  ];
  for (const { option, given, message } of wanted) {
    if (given === environment) continue;
    if (given !== undefined) {
      throw optionInvalid(`${option} says ${given}, and this is ${environment}`, "nothing is destroyed");
    }
    const asker = await openAsker(terminal);
    if (asker === undefined) {
      throw optionInvalid(
        "there is no terminal to type the name in, and nothing is destroyed",
        `the same command with ${wanted.map((one) => `${one.option} ${environment}`).join(" ")}`,
      );
    }
    await asker.typeWord(message, environment);
  }
}

/** Lets protected stores go, where that is wanted, and destroys all layers. What lets them go is no setting of the file. */
async function destroy(
  environment: string,
  letGo: boolean,
  { terminal, root }: CommandContext,
): Promise<RolloutRecord> {
  const request = { root: root(), environment } as const;
  if (letGo) {
    const open: RolloutRequest = {
      ...request,
      operation: "deploy",
      layers: ["data"],
      config: { "data.unprotected": "true" },
    };
    const record = await rollOut(open, terminal);
    if (record.status !== "succeeded") return record;
    terminal.err(`the stores are let go; nx deploy data -c ${environment} protects what is left of them again`);
  }
  return rollOut({ ...request, operation: "destroy", layers: "all", config: {} }, terminal);
}

async function tellLeftovers(environment: string, { terminal, root, exit }: CommandContext): Promise<void> {
  const { orphanLines, sweepEnvironment } = await import("@strata/rollout");
  try {
    const orphans = await sweepEnvironment(root(), environment);
    for (const line of orphanLines(orphans)) terminal.out(line);
    if (orphans.length > 0) return exit(EXIT.findings);
    terminal.err(`nothing of ${environment} is left in the account; its file and its secrets' keys stay`);
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    terminal.err(`what is left in the account is not known: ${error.message}\n  next: strata sweep ${environment}`);
    exit(EXIT.findings);
  }
}
