import type { EnvironmentLocks } from "@strata/rollout";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";

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
  const lines = await linesOf(locks);
  for (const line of lines) terminal.out(line);
  if (lines.length === 0) terminal.out(`nobody holds ${environment}`);
}

/** What the owner is to whoever looks, and what follows from it. */
const SIGHTS = {
  alive: "it lives, on this machine",
  gone: "it is gone, and the next run takes over",
  elsewhere: "it is on another machine, and the next run takes over once it gives no sign of life",
  unknown: "nobody can tell whether it lives",
} as const;

/** Pulumi's locks have no sign of life. */
const STACK_SIGHTS = {
  ...SIGHTS,
  elsewhere: "it is on another machine, and nobody can tell whether it lives",
} as const;

async function linesOf({ environment, lease, stacks }: EnvironmentLocks): Promise<readonly string[]> {
  const { holderText, stackHolderText } = await import("@strata/rollout");
  const linesFor = (lock: string, holder: string, sight: string, id: string) => [
    `${lock} is held: ${holder}`,
    `  ${sight}; its id is ${id}`,
  ];
  return [
    ...(lease === null ? [] : linesFor(environment, holderText(lease), SIGHTS[lease.sight], lease.id)),
    ...stacks.flatMap((stack) =>
      linesFor(`the stack ${stack.layer}`, stackHolderText(stack), STACK_SIGHTS[stack.sight], stack.id),
    ),
  ];
}

async function release(environment: string, id: string, { terminal, root }: CommandContext): Promise<void> {
  const { releaseLock } = await import("@strata/rollout");
  const { kind, lock } = await releaseLock(root(), environment, id);
  const what = kind === "environment" ? `the lock of ${environment}` : `the engine's lock on ${lock.layer}`;
  terminal.out(`released ${what}: ${lock.id}`);
}
