import { handOver, Stopped } from "./command.mjs";
import { COULD_NOT_RUN, SetupFailure } from "./failure.mjs";
import { createReporter } from "./progress.mjs";
import { setUp } from "./setup.mjs";
import { ROOT, toolEnvironment } from "./toolchain.mjs";

/**
 * Sets up what is missing, then runs a command with the repository's own Node, pnpm, packages and engine on PATH. What the
 * set-up says goes to standard error, so that standard output is the command's own.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code: the command's own, or 2 when the set-up could not be done
 */
export async function main(command, args) {
  const reporter = createReporter(process.stderr);
  try {
    const record = await setUp(reporter);
    const ended = await handOver(command, args, { cwd: ROOT, env: toolEnvironment(record) });
    if (ended.missing) throw new SetupFailure(`there is no ${command}`, "rm -r .strata/toolchain && npm start");
    return ended.code;
  } catch (error) {
    if (error instanceof Stopped) {
      process.stderr.write("strata: the set-up was stopped\n  next: start again, and it goes on from here\n");
      return error.code;
    }
    if (!(error instanceof SetupFailure)) throw error;
    process.stderr.write(`strata: ${error.message}\n  next: ${error.next}\n`);
    return COULD_NOT_RUN;
  }
}
