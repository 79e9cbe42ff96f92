/** What a check of this machine and this account looks at. */
export type Check = "shell" | "node" | "engine" | "state" | "credentials" | "account" | "region" | "aws-cli";

/** One thing that a check found. */
export interface Finding {
  readonly check: Check;
  /** `problem`: a rollout cannot run. `advice`: it can, and something else cannot. */
  readonly level: "problem" | "advice";
  /** One sentence: what, where, and what is allowed. */
  readonly message: string;
  /** The command that mends it. */
  readonly fix: string;
}

/** A problem, with the command that mends it. */
export function problem(check: Check, message: string, fix: string): Finding {
  return { check, level: "problem", message, fix };
}

/** Something that is good to know, with the command that mends it. */
export function advice(check: Check, message: string, fix: string): Finding {
  return { check, level: "advice", message, fix };
}
