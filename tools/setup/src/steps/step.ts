import type { Answers } from "../ask/question.ts";
import type { Aws } from "../aws/aws.ts";
import type { SetupHost } from "../setup-host.ts";

/** What a step of the set-up may use. A function of a step takes the part of it that it needs: `Pick<SetupContext, …>`. */
export interface SetupContext {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Name of the environment. */
  readonly environment: string;
  readonly answers: Answers;
  /** By question id; in memory only, until each is where it belongs. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly aws: Aws;
  /** Twelve digits: the account that the credentials belong to. */
  readonly accountId: string;
  readonly host: SetupHost;
}

/** One thing that a step does, or finds done. Data: what `--dry-run` prints is what the real run does. */
export interface Change {
  /** `keep`: it is as it should be. `later`: it can only be told once an earlier step is done. */
  readonly action: "create" | "change" | "run" | "keep" | "later";
  /** Such as `S3 bucket acme-state`. */
  readonly what: string;
  /** Such as `versioning: off → on`. Never a secret. */
  readonly detail?: string;
}

/** What a step has found and decided. */
export interface PreparedStep {
  readonly changes: readonly Change[];
  /** Does the changes that are none of `keep`; safe to call again. */
  readonly apply: () => Promise<void>;
}

/** Of a step that does not apply. */
export const NOTHING_TO_DO: PreparedStep = { changes: [], apply: async () => undefined };

/**
 * A step of the set-up: read → decide → do. It keeps nothing in mind from one run to the next; what is there says what is
 * left to do, so a run that was cut off anywhere goes on where it was.
 */
export interface SetupStep {
  /** Stable: an event and a test name it. */
  readonly id: string;
  readonly title: string;
  /** Looks, and changes nothing. Throws a StrataError for what stands in the way. */
  readonly prepare: (context: SetupContext) => Promise<PreparedStep>;
}

/** Whether anything is left to do. */
export function isDone({ changes }: PreparedStep): boolean {
  return changes.every(({ action }) => action === "keep");
}
