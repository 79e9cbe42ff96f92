import type { EnvironmentLocks } from "@strata/rollout";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { tableText } from "../table.ts";

/** `strata lock …`: who holds an environment, and the end of a lock that nobody ends. */
export function lockCommand(program: Command, context: CommandContext): void {
  const lock = program.command("lock").description("show who holds an environment, or release a dead run's lock");
  lock
    .command("status")
    .description("show the lock of an environment, and the engine's own on its stacks")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--json", "print JSON")
    .action((environment: string, options: { json?: boolean }) => printStatus(environment, options, context));
  lock
    .command("release")
    .description("take one lock away that a run has left behind; never one whose owner lives on this machine")
    .argument("<environment>", "a file in environments/, without .yaml")
    .requiredOption("--id <id>", "which: as `strata lock status` prints it")
    .action((environment: string, options: { id: string }) => release(environment, options.id, context));
}

async function printStatus(
  environment: string,
  options: { json?: boolean },
  { terminal, root }: CommandContext,
): Promise<void> {
  const { readLocks } = await import("@strata/rollout");
  const locks = await readLocks(root(), environment);
  if (options.json === true) return terminal.out(JSON.stringify(locks, undefined, 2));
  const rows = await rowsOf(locks);
  if (rows.length === 0) return terminal.out(`nobody holds ${environment}`);
  terminal.out(tableText(rows, { lock: "left", holder: "left", owner: "left", id: "left" }));
}

/** What the owner is to whoever looks, and what follows from it. */
const SIGHTS = {
  alive: "lives on this machine",
  gone: "is gone: the next run takes the lock over",
  elsewhere: "is on another machine",
  unknown: "cannot be told",
} as const;

async function rowsOf({ environment, lease, stacks }: EnvironmentLocks) {
  const { holderText, stackHolderText } = await import("@strata/rollout");
  const ours = lease === null ? [] : [{ lock: environment, holder: holderText(lease), ...lease }];
  const theirs = stacks.map((stack) => ({ lock: `stack ${stack.layer}`, holder: stackHolderText(stack), ...stack }));
  return [...ours, ...theirs].map(({ lock, holder, sight, id }) => ({ lock, holder, owner: SIGHTS[sight], id }));
}

async function release(environment: string, id: string, { terminal, root }: CommandContext): Promise<void> {
  const { releaseLock } = await import("@strata/rollout");
  const { kind, lock } = await releaseLock(root(), environment, id);
  const what = kind === "environment" ? `the lock of ${environment}` : `the engine's lock on ${lock.layer}`;
  terminal.out(`released ${what}: ${lock.id}`);
}
