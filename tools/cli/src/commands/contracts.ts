import { loadEnvironment, StrataError } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { tableText } from "../table.ts";

/** `strata contracts …`: who consumes what of whom, and what a change would break. */
export function contractsCommand(program: Command, context: CommandContext): void {
  const contracts = program
    .command("contracts")
    .description("show which deployed layer consumes which output; exit 1 where one is gone or promised no more")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--json", "print JSON")
    .enablePositionalOptions()
    .action((environment: string, options: { json?: boolean }) => list(environment, options, context));
  contracts
    .command("check")
    .description(
      "compare what the layers promise with a commit, with no account; exit 1 where a layer's program reads what is promised no more",
    )
    .option("--base <commit>", "the commit to compare with (default: NX_BASE)")
    .option("--json", "print JSON")
    .action((options: { base?: string; json?: boolean }) => check(options, context));
}

async function list(
  environment: string,
  options: { readonly json?: boolean },
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  loadEnvironment(root(), environment);
  const { listConsumers } = await import("@strata/rollout");
  const rows = await listConsumers(root(), environment);
  const broken = rows.filter((row) => row.broken);
  if (broken.length > 0) exit(EXIT.findings);
  if (options.json === true) {
    terminal.out(JSON.stringify({ environment, rows }, undefined, 2));
    return;
  }
  if (rows.length === 0) {
    terminal.out(`no deployed layer of ${environment} consumes an output`);
    return;
  }
  const cells = rows.map(({ upstream, output, consumer, by, deployed, promised }) => ({
    output: `${upstream}.${output}`,
    consumer,
    "known by": by === "noted" ? "its last deploy" : "its program's text",
    state: !promised ? "not promised any more" : deployed ? "deployed" : "absent",
  }));
  terminal.out(tableText(cells, { output: "left", consumer: "left", "known by": "left", state: "left" }));
  for (const { upstream, output, consumer } of broken) {
    terminal.err(
      terminal.paint.red(`${consumer} consumes ${upstream}.${output}, which ${upstream} does not promise or have`),
    );
    terminal.err(`  next: restore ${output} in stacks/${upstream}, then: nx deploy ${upstream} -c ${environment}`);
  }
}

async function check(
  options: { readonly base?: string; readonly json?: boolean },
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  const base = options.base ?? process.env.NX_BASE;
  if (base === undefined || base === "") {
    throw new StrataError("BASE_UNKNOWN", "there is no commit to compare with", {
      hint: "strata contracts check --base <commit>, or set NX_BASE",
      fault: "user",
    });
  }
  const { compareCommits, contractBroken } = await import("@strata/rollout");
  const { comparable, breaks, unread } = await compareCommits(root(), base);
  if (breaks.length > 0) exit(EXIT.findings);
  if (options.json === true) {
    terminal.out(JSON.stringify({ base, comparable, breaks, unread }, undefined, 2));
    return;
  }
  const [first, ...more] = breaks;
  if (first !== undefined) {
    const { code, message, hint } = contractBroken([first, ...more], undefined);
    terminal.err(terminal.paint.red(`${code}: ${message}\n  next: ${hint}`));
    return;
  }
  for (const row of unread) terminal.out(`${row.upstream}.${row.output} ${row.change}, and no layer reads it`);
  if (!comparable) terminal.out(`${base} keeps no contracts yet: there is nothing to compare with`);
  else terminal.out(`every promise of ${base} that a layer reads is kept`);
}
