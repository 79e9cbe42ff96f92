import { loadEnvironment, StrataError } from "@strata/shared-config";
import type { Answers } from "../ask/question.ts";
import { findPassphrase } from "./passphrase.ts";
import type { StateSettings } from "./state-place.ts";

/** What is known of the state's place before anybody is asked. */
export interface BackendKnown {
  /** What the environment's file says already, as answers: what Enter takes. */
  readonly answers: Answers;
  readonly hasCloudToken: boolean;
  readonly hasPassphrase: boolean;
}

/** Reads what an environment's file and this process's variables say. */
export function readBackendKnown(root: string, environment: string): BackendKnown {
  const { PULUMI_ACCESS_TOKEN: token } = process.env;
  return {
    answers: answersOf(readState(root, environment)),
    hasCloudToken: token !== undefined && token !== "",
    hasPassphrase: findPassphrase(root, environment) !== undefined,
  };
}

/** The answers that lead to some settings: the way back from `stateSettings`. */
export function answersOf({ backend, lockTable, secretsProvider }: Partial<StateSettings>): Answers {
  return {
    ...(backend === undefined ? {} : placeOf(backend)),
    ...(lockTable === undefined ? {} : { "state.lockTable": lockTable }),
    ...(secretsProvider === undefined ? {} : secretsOf(secretsProvider)),
  };
}

function placeOf(backend: string): Answers {
  const [, bucket] = /^s3:\/\/([^?]+)/.exec(backend) ?? [];
  if (bucket !== undefined) return { "state.backend": "s3", "state.bucket": bucket };
  const [, folder] = /^file:\/\/([^?]+)/.exec(backend) ?? [];
  if (folder !== undefined) return { "state.backend": "local", "state.folder": folder };
  return { "state.backend": "cloud", "state.cloud": backend };
}

function secretsOf(provider: string): Answers {
  const [, alias] = /^awskms:\/\/(alias\/[^?]+)/.exec(provider) ?? [];
  return alias === undefined ? { "state.secrets": "passphrase" } : { "state.secrets": "kms", "state.key": alias };
}

/** An environment that is not there yet, or has a mistake elsewhere, says nothing. */
function readState(root: string, environment: string): Partial<StateSettings> {
  try {
    const { backend, lockTable, secretsProvider } = loadEnvironment(root, environment).state;
    return {
      ...(backend === undefined ? {} : { backend }),
      ...(lockTable === undefined ? {} : { lockTable }),
      ...(secretsProvider === undefined ? {} : { secretsProvider }),
    };
  } catch (error) {
    if (error instanceof StrataError) return {};
    throw error;
  }
}
