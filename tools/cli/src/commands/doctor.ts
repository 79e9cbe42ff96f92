import type { Finding } from "@strata/setup";
import { loadEnvironment, openEnvironment, StrataError } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import type { Terminal } from "../terminal.ts";

interface DoctorOptions {
  readonly fix?: boolean;
  readonly json?: boolean;
}

/** `strata doctor [environment]`: what is wrong here, and the next step for each. */
export function doctorCommand(program: Command, context: CommandContext): void {
  program
    .command("doctor")
    .description("look for what is wrong on this machine, in the account and in an environment, with what mends it")
    .argument("[environment]", "a file in environments/, without .yaml (default: the machine and the account alone)")
    .option("--fix", "take leftovers in the state away")
    .option("--json", "print JSON")
    .action((environment: string | undefined, options: DoctorOptions) => doctor(environment, options, context));
}

async function doctor(
  environment: string | undefined,
  options: DoctorOptions,
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  const invalid = environment === undefined ? undefined : invalidity(root(), environment);
  const valid = invalid === undefined ? environment : undefined;
  const region = regionOf(root(), valid);
  const removed = options.fix === true ? await removeLeftovers(root()) : [];
  const { EXAMINERS, examineAll } = await import("@strata/setup");
  const found = await examineAll(EXAMINERS, {
    root: root(),
    environment: valid,
    region,
    variables: process.env,
  });
  const findings = [...(invalid === undefined ? [] : [invalid]), ...found];
  const wrong = findings.filter(({ level }) => level !== "note");
  if (wrong.length > 0) exit(EXIT.findings);
  if (options.json === true) {
    terminal.out(JSON.stringify({ environment: environment ?? null, removed, findings }, undefined, 2));
    return;
  }
  for (const key of removed) terminal.out(`removed ${key}`);
  for (const line of findings.flatMap((finding) => linesOf(finding, terminal))) terminal.out(line);
  if (wrong.length === 0) terminal.err(environment === undefined ? "nothing is wrong here" : `${environment} is sound`);
}

/** What is wrong with an environment's file. Throws ENVIRONMENT_UNKNOWN: that is a word mistyped, and no finding. */
function invalidity(root: string, environment: string): Finding | undefined {
  try {
    loadEnvironment(root, environment);
    return undefined;
  } catch (error) {
    if (!(error instanceof StrataError) || error.code === "ENVIRONMENT_UNKNOWN") throw error;
    return { area: "environment", level: "error", message: error.message, hint: error.hint };
  }
}

function regionOf(root: string, environment: string | undefined): string {
  if (environment !== undefined) return openEnvironment(root, environment).aws.region;
  return process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || "us-east-1";
}

async function removeLeftovers(root: string): Promise<readonly string[]> {
  const rollout = await import("@strata/rollout");
  return rollout.removeLeftovers(await rollout.requireStore(root));
}

function linesOf({ area, level, message, hint }: Finding, { paint }: Terminal): readonly string[] {
  const mark = { error: paint.red, warning: paint.yellow, note: paint.dim }[level];
  return [mark(`${area}: ${level === "note" ? "" : `${level}: `}${message}`), `  next: ${hint}`];
}
