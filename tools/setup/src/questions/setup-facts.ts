import { listEnvironments } from "@strata/shared-config";

/** What is known before the first question, and decides what is asked. Read once; nothing in it is a secret. */
export interface SetupFacts {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Whether the environment has a file. */
  readonly exists: boolean;
}

/** Reads what the questions depend on. Changes nothing, and needs no credentials. */
export function readFacts(root: string, environment: string): SetupFacts {
  return { root, environment, exists: listEnvironments(root).includes(environment) };
}
