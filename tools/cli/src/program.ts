import { describeError } from "@strata/shared-config";
import { Command, CommanderError } from "commander";
import own from "../package.json" with { type: "json" };
import { attachCommand } from "./commands/attach.ts";
import { baseCommand } from "./commands/base.ts";
import { configCommand } from "./commands/config.ts";
import { contractsCommand } from "./commands/contracts.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { driftCommand } from "./commands/drift.ts";
import { execCommand } from "./commands/exec.ts";
import { fetchSecretsCommand } from "./commands/fetch-secrets.ts";
import { importConfigCommand } from "./commands/import-config.ts";
import { layersCommand } from "./commands/layers.ts";
import { lockCommand } from "./commands/lock.ts";
import { logsCommand } from "./commands/logs.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { openCommand } from "./commands/open.ts";
import { outputsCommand } from "./commands/outputs.ts";
import { planCommand } from "./commands/plan.ts";
import { promoteCommand } from "./commands/promote.ts";
import { pushCommand } from "./commands/push.ts";
import { recordCommand } from "./commands/record.ts";
import { refreshServiceCommand } from "./commands/refresh-service.ts";
import { rehearseCommand } from "./commands/rehearse.ts";
import { rolesCommand } from "./commands/roles.ts";
import { secretsCommand } from "./commands/secrets.ts";
import { setupCommand } from "./commands/setup.ts";
import { stateCommand } from "./commands/state.ts";
import { statusCommand } from "./commands/status.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { tasksCommand } from "./commands/tasks.ts";
import { teardownCommand } from "./commands/teardown.ts";
import { timeCommand } from "./commands/time.ts";
import { whyCommand } from "./commands/why.ts";
import { type CommandContext, EXIT, requireRoot } from "./context.ts";
import { type OutputStream, openTerminal } from "./terminal.ts";

/**
 * Runs the `strata` command.
 * @param words what was typed after `strata`
 * @returns its exit code: 0 is fine, 1 is findings or a failed stack, 2 is "could not run", 130 an interruption
 */
export async function runCommand(words: readonly string[], out: OutputStream, err: OutputStream): Promise<number> {
  const terminal = openTerminal(out, err);
  let code: number = EXIT.fine;
  const context: CommandContext = {
    terminal,
    root: () => requireRoot(process.cwd()),
    exit: (wanted) => {
      code = wanted;
    },
  };
  try {
    await createProgram(context).parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    // Commander has printed already: help for 0, otherwise what was wrong, with the nearest name.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.couldNotRun;
    terminal.err(terminal.paint.red(describeError(error)));
    return EXIT.couldNotRun;
  }
}

/** The whole of the command, for whoever runs it and for whoever checks what is written about it. */
export function createProgram(context: CommandContext): Command {
  const program = new Command("strata")
    .description("A container platform on AWS and Cloudflare, in six independent Pulumi layers")
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd()),
    })
    .exitOverride()
    // `rehearse` has options, and subcommands with options of the same names.
    .enablePositionalOptions()
    .version(own.version, "-V, --version", "print the version of strata")
    .helpCommand("help [command]", "explain a command")
    .helpOption("-h, --help", "explain this command");
  for (const add of [
    rehearseCommand,
    setupCommand,
    secretsCommand,
    rolesCommand,
    pushCommand,
    attachCommand,
    planCommand,
    timeCommand,
    layersCommand,
    outputsCommand,
    openCommand,
    promoteCommand,
    teardownCommand,
    contractsCommand,
    driftCommand,
    statusCommand,
    recordCommand,
    lockCommand,
    configCommand,
    importConfigCommand,
    doctorCommand,
    fetchSecretsCommand,
    stateCommand,
    sweepCommand,
    whyCommand,
    baseCommand,
    tasksCommand,
    logsCommand,
    migrateCommand,
    refreshServiceCommand,
    execCommand,
  ])
    add(program, context);
  return program;
}
