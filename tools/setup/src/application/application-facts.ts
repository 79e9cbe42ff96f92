import { type Application, DISABLED, type Environment } from "@strata/shared-config";
import type { Answers } from "../ask/question.ts";
import type { SetupContext } from "../steps/step.ts";
import { type AwsVariables, awsValues } from "./aws-values.ts";
import { type GroupStates, groupStates, type KnownGroups, keyQuestion } from "./group-states.ts";
import type { OpenApplication } from "./open-application.ts";
import { pemOf } from "./pem.ts";
import { type AccountValues, type ReadOutputs, readAccountValues } from "./read-sources.ts";
import { type FoundEnvFile, readEnvFile } from "./write-env-file.ts";

/** All that is known of an application in an environment before its values are resolved. */
export interface ApplicationFacts extends OpenApplication {
  /** The environment file that is there; undefined where there is none. */
  readonly found: FoundEnvFile | undefined;
  readonly account: AccountValues;
  readonly aws: ReadonlyMap<string, string>;
}

/** Reads all of it. */
export async function readFacts(
  open: OpenApplication,
  { root, aws }: Pick<SetupContext, "root" | "aws">,
  readOutputs: ReadOutputs,
  variables: AwsVariables = process.env,
): Promise<ApplicationFacts> {
  const [found, account] = await Promise.all([readEnvFile(open.file), readAccountValues(open, root, aws, readOutputs)]);
  return { ...open, found, account, aws: awsValues(open.application, aws.region, variables) };
}

/** The values of an existing file; none where there is no file. */
export function existingOf({ found }: Pick<ApplicationFacts, "found">): ReadonlyMap<string, string> {
  return found?.values ?? new Map();
}

/** What the facts say of the groups. */
export function knownGroups({ application, environment, account, ...facts }: ApplicationFacts): KnownGroups {
  const existing = existingOf(facts);
  const valued = new Set(
    Object.keys(application.keys).filter((key) =>
      [existing.get(key), account.outputs.get(key)].some((value) => (value ?? "") !== "" && value !== DISABLED),
    ),
  );
  return { existing, valued, present: (key) => presenceOf(application, environment, key) };
}

/** Whether the environment has the entry that a key's containers read; undefined for a key without one. */
function presenceOf(application: Application, { data }: Environment, key: string): boolean | undefined {
  const store = application.keys[key]?.store;
  const entry = store !== undefined && "secret" in store ? data.secrets.entries[store.secret] : undefined;
  return entry === undefined ? undefined : entry.presence !== "off";
}

/** The answers to an application's keys, as values. */
export function answersOf(
  application: Application,
  answers: Answers,
  secrets: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(application.keys).flatMap(([key, { ask }]) => {
      const id = keyQuestion(key);
      const answer = secrets.get(id) ?? (answers[id] === "[secret]" ? undefined : answers[id]);
      return answer === undefined || answer === "" ? [] : [[key, ask === "pem" ? pemOf(answer) : answer]];
    }),
  );
}

/** The groups of an application with what was answered. */
export function statesOf(facts: ApplicationFacts, answers: Answers): GroupStates {
  return groupStates(facts.application, answers, knownGroups(facts));
}
