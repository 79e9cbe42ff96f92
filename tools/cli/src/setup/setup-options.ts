import { optionInvalid } from "@strata/shared-config";

/** Options of `strata setup`. */
export interface SetupOptions {
  readonly answers?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly printAnswers?: boolean;
  readonly skipDeploy?: boolean;
}

/**
 * Whether there is a person to ask. Refuses a run that would need one where nobody is.
 * @throws StrataError OPTION_INVALID with the options that do without
 */
export function requireAnswerer(environment: string | undefined, options: SetupOptions): boolean {
  const isPerson = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const name = environment ?? "<environment>";
  if (isPerson) return true;
  if (environment === undefined) {
    throw optionInvalid(
      "this is no terminal: nobody can be asked which environment it is about",
      `strata setup ${name}`,
    );
  }
  if (options.answers === undefined) {
    throw optionInvalid(
      "this is no terminal: nobody can be asked the questions of the set-up",
      `strata setup ${name} --print-answers > answers.yaml, fill it in, then strata setup ${name} --answers answers.yaml --yes`,
    );
  }
  if (options.yes !== true && options.dryRun !== true) {
    throw optionInvalid(
      "this is no terminal: nobody can say yes to the plan",
      "look at the plan with --dry-run, then say yes to it with --yes",
    );
  }
  return false;
}
