import { optionInvalid } from "@strata/shared-config";
import type { Command } from "commander";
import { openAsker } from "../asker.ts";
import { type CommandContext, EXIT } from "../context.ts";
import type { Promotion } from "../promote/plan-promotion.ts";
import { promotionLines } from "../promote/promotion-text.ts";
import { replaceUnchanged } from "../promote/write-file.ts";
import { rollOut } from "../roll-out.ts";

interface PromoteOptions {
  readonly path: readonly string[];
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly deploy?: boolean;
  readonly json?: boolean;
}

/** `strata promote <from> <to>`: what was tried in one environment, in another one. */
export function promoteCommand(program: Command, context: CommandContext): void {
  program
    .command("promote")
    .description("take the images and settings of services from one environment into another one's file")
    .argument("<from>", "the environment that has them")
    .argument("<to>", "the environment that is to have them")
    .option("--path <path>", "this setting, and what is below it, alone; may be given again", collect, [])
    .option("--all", "sizes and the platform's settings as well; never what is an environment's own")
    .option("--dry-run", "show what differs, and write nothing")
    .option("--yes", "write it without asking")
    .option("--deploy", "deploy the environment afterwards")
    .option("--json", "print what differs as JSON, and write nothing")
    .action((from: string, to: string, options: PromoteOptions) => promote(from, to, options, context));
}

async function promote(from: string, to: string, options: PromoteOptions, context: CommandContext): Promise<void> {
  const { terminal, root, exit } = context;
  const { planPromotion } = await import("../promote/plan-promotion.ts");
  const promotion = planPromotion(root(), from, to, { paths: options.path, all: options.all === true });
  const { promoted, kept, idle, text } = promotion;
  if (options.json === true) {
    terminal.out(JSON.stringify({ from, to, promoted: promoted.map(rowOf), kept: kept.map(rowOf) }, undefined, 2));
    return;
  }
  for (const line of promotionLines(promotion, terminal)) terminal.out(line);
  for (const path of idle) terminal.err(`${from} and ${to} do not differ in ${path}`);
  if (text === promotion.to.text) return terminal.err(`nothing to promote from ${from} to ${to}`);
  if (options.dryRun === true) return terminal.err("nothing is written");
  if (!(await isWanted(promotion, options, context))) {
    exit(EXIT.findings);
    return terminal.err("nothing is written");
  }
  await replaceUnchanged(promotion.to.file, promotion.to.text, text);
  terminal.err(`wrote environments/${to}.yaml; secrets are each environment's own`);
  if (options.deploy !== true) return terminal.out(`next: nx run-many -t deploy -c ${to}`);
  const record = await rollOut(
    { root: root(), environment: to, operation: "deploy", layers: "all", config: {} },
    terminal,
  );
  exit(record.exitCode ?? EXIT.findings);
}

async function isWanted({ to }: Promotion, { yes }: PromoteOptions, { terminal }: CommandContext): Promise<boolean> {
  if (yes === true) return true;
  const asker = await openAsker(terminal);
  if (asker !== undefined) return asker.confirm(`Write this to environments/${to.name}.yaml?`);
  throw optionInvalid("there is no terminal to ask in, and nothing is written", "the same command with --yes");
}

function rowOf({ path, kind, from, to }: Promotion["promoted"][number]) {
  return { path: path.join("."), kind, from: from ?? null, to: to ?? null };
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
