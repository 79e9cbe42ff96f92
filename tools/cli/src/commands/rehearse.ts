import { dirname, join } from "node:path";
import { loadEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { faultLines } from "../fault-lines.ts";
import { createProgress } from "../progress.ts";
import { publicAddress } from "../public-address.ts";
import { exportLines } from "../shell.ts";
import { summaryLines } from "../summary.ts";
import { driftCommand, faultOption, faultsCommand } from "./rehearse-faults.ts";

interface RehearseOptions {
  readonly keep?: boolean;
  readonly json?: boolean;
  readonly faults?: string;
  readonly fault: readonly string[];
  readonly seed?: string;
}

/** `strata rehearse …`: a rollout on the real engine against the simulated cloud. */
export function rehearseCommand(program: Command, context: CommandContext): void {
  const rehearse = program
    .command("rehearse")
    .description("deploy every layer of an environment in the simulated cloud, with no account")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--keep", "go on from what an earlier rehearsal left, instead of from nothing")
    .option("--json", "print the run's record as JSON")
    .option("--faults <file>", "what is to go wrong: a YAML or JSON file")
    .addOption(faultOption())
    .option("--seed <seed>", "decides what a fault with a chance strikes")
    // Subcommands have options of the same names.
    .enablePositionalOptions()
    .action((environment: string, options: RehearseOptions) => rehearseOne(environment, options, context));
  rehearse
    .command("env")
    .description('make a shell a rehearsal: eval "$(pnpm -s strata rehearse env)"')
    .action(() => printVariables(context));
  rehearse
    .command("stop")
    .description("end the simulated cloud that `strata rehearse env` left running")
    .action(() => stop(context));
  faultsCommand(rehearse, context);
  driftCommand(rehearse, context);
}

async function rehearseOne(environment: string, options: RehearseOptions, context: CommandContext): Promise<void> {
  const { terminal, exit } = context;
  const root = context.root();
  const description = loadEnvironment(root, environment);
  const { rehearse } = await import("../rehearse.ts");
  const { faultStories, openWorld, readFaults } = await import("@strata/rehearsal");
  const faults = readFaults({ file: options.faults, words: options.fault, seed: options.seed });
  const { recordFile, StopLadder, withPresses } = await import("@strata/rollout");
  const { predictRun } = await import("../predict-run.ts");
  const ladder = new StopLadder();
  const { notify } = createProgress(terminal);
  const enter = (variables: Readonly<Record<string, string>>) => void Object.assign(process.env, variables);
  terminal.err(`rehearsing ${environment}`);

  const request = { root, environment, keep: options.keep === true, faults };
  const record = await withPresses(
    (signal) => ladder.climb(signal),
    () => rehearse(request, { notify, ladder, enter }),
  );
  const file = recordFile(root, record.id);
  const address = publicAddress(record, description);
  const stories = faults === undefined ? [] : faultStories(openWorld(root), faults);
  const prediction = await predictRun(record, file, stories);
  const result = { file, address, record, prediction, faults: stories };
  if (options.json === true) terminal.out(JSON.stringify(result, undefined, 2));
  else {
    for (const line of faultLines(stories)) terminal.out(line);
    for (const line of summaryLines({ record, file, address, prediction }, terminal)) terminal.out(line);
  }
  if (record.status !== "succeeded") exit(EXIT.findings);
  if (ladder.signal.aborted) exit(EXIT.interrupted);
}

async function printVariables({ terminal, root }: CommandContext): Promise<void> {
  const { requireEngine } = await import("@strata/engine");
  const { openWorld, rehearsalEnvironment, startCloud } = await import("@strata/rehearsal");
  const engine = await requireEngine(root());
  const world = openWorld(root());
  const cloud = await startCloud(world);
  const tools = [dirname(engine.command), dirname(process.execPath), join(root(), "node_modules", ".bin")];
  // By hand the engine would write the rehearsal's key into stacks/<layer>/Pulumi.<environment>.yaml, where a real stack
  // has its own. One file for all stacks will do: they share the passphrase.
  const settings = join(world.folder, "work", "Pulumi.by-hand.yaml");
  const variables = { ...rehearsalEnvironment(world, cloud.port), PULUMI_OPTION_CONFIG_FILE: settings };
  for (const line of exportLines(variables, tools)) terminal.out(line);
}

async function stop({ terminal, root }: CommandContext): Promise<void> {
  const { openWorld, stopCloud } = await import("@strata/rehearsal");
  const stopped = await stopCloud(openWorld(root()));
  terminal.err(stopped ? "the simulated cloud has ended; its account is kept" : "no simulated cloud runs");
}
