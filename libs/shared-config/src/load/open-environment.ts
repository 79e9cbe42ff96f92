/*
 * Where the state of an environment is, is one of its settings, so that a laptop and CI agree. The engine and all that reads
 * states take it from the variables of the process; they are filled in here, and nowhere else. Order: a variable that is set
 * → the environment's `state` → what was there before (a project's own backend, or where somebody has signed in).
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { localBackendFolder } from "../local-backend.ts";
import type { Environment } from "../resolve.ts";
import { loadEnvironment, type Overrides } from "./load.ts";

type Variables = Record<string, string | undefined>;

/**
 * What was filled in from an environment, as JSON. The next environment of this process, or of one that it starts, may take
 * that back; what a person has set it may not.
 */
const FILLED_IN = "STRATA_FILLED_IN";

/**
 * The description of an environment, as `loadEnvironment` gives it. From now on this process, and what it starts, finds the
 * environment's state: whoever reads or changes a stack opens its environment first. A rehearsal stays where it is.
 *
 * @throws StrataError as loadEnvironment does
 */
export function openEnvironment(root: string, name: string, overrides: Overrides = {}): Environment {
  const environment = loadEnvironment(root, name, overrides);
  enterState(root, environment, process.env);
  return environment;
}

/** Fills in the variables of the state of an environment. */
export function enterState(root: string, environment: Pick<Environment, "name" | "state">, variables: Variables): void {
  // One that is set up against a stand-in for AWS has no place for its state yet.
  if (isSet(variables, "STRATA_REHEARSAL") && isSet(variables, "PULUMI_BACKEND_URL")) return;
  takeBack(variables);
  const filledIn: Record<string, string> = {};
  for (const [variable, value] of Object.entries(stateVariables(root, environment, variables))) {
    if (value === undefined || isSet(variables, variable)) continue;
    variables[variable] = value;
    filledIn[variable] = value;
  }
  if (Object.keys(filledIn).length > 0) variables[FILLED_IN] = JSON.stringify(filledIn);
}

/** The file in which a passphrase is kept on a machine, where somebody wanted that. */
export function passphraseFile(root: string, environment: string): string {
  return join(root, ".strata", "passphrases", environment);
}

/** An URL of a state as the engine takes it: a folder is absolute, and gets no side files that a crash could leave empty. */
export function engineBackendUrl(root: string, url: string): string {
  const folder = localBackendFolder(url, root);
  return folder === undefined ? url : `${pathToFileURL(folder).href}?metadata=skip`;
}

function stateVariables(
  root: string,
  { name, state }: Pick<Environment, "name" | "state">,
  variables: Variables,
): Readonly<Record<string, string | undefined>> {
  const file = passphraseFile(root, name);
  const hasPassphrase = isSet(variables, "PULUMI_CONFIG_PASSPHRASE") || !existsSync(file);
  return {
    PULUMI_BACKEND_URL: state.backend === undefined ? undefined : engineBackendUrl(root, state.backend),
    STRATA_LOCK_TABLE: state.lockTable,
    STRATA_SECRETS_PROVIDER: state.secretsProvider,
    PULUMI_CONFIG_PASSPHRASE_FILE: hasPassphrase ? undefined : file,
  };
}

function takeBack(variables: Variables): void {
  const filledIn: unknown = JSON.parse(variables[FILLED_IN] ?? "{}");
  delete variables[FILLED_IN];
  for (const [variable, value] of Object.entries(Object(filledIn))) {
    if (variables[variable] === value) delete variables[variable];
  }
}

function isSet(variables: Variables, variable: string): boolean {
  const value = variables[variable];
  return value !== undefined && value !== "";
}
