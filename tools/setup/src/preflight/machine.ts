import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { runsStrata } from "@strata/bootstrap/versions";
import { hasStandIn, type RolloutVariables, StrataError } from "@strata/shared-config";
import { advice, type Finding, problem } from "./finding.ts";

/** Whether this Node runs Strata. @param version without the leading `v` */
export function checkNode(version: string): readonly Finding[] {
  if (runsStrata(version)) return [];
  const message = `this is Node ${version}; Strata runs on 22.18 or newer of Node 22, 24.3 or newer of Node 24, and later even numbers`;
  return [problem("node", message, 'npm start, then: eval "$(npm run -s path)"   (brings a Node of its own)')];
}

/** Whether the Pulumi CLI is there, in the version that this repository pins. */
export async function checkEngine(root: string): Promise<readonly Finding[]> {
  // Loaded here: it brings the Pulumi SDK with it.
  const { requireEngine } = await import("@strata/engine");
  try {
    await requireEngine(root);
    return [];
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    return [problem("engine", error.message, error.hint)];
  }
}

/** A rehearsal's variables would lead a real account's commands to the simulated cloud; a stand-in for AWS is none. */
export function checkShell(variables: RolloutVariables): readonly Finding[] {
  const { STRATA_REHEARSAL: rehearsal = "" } = variables;
  if (rehearsal === "" || hasStandIn(variables)) return [];
  return [
    problem(
      "shell",
      `this shell is a rehearsal (STRATA_REHEARSAL is ${rehearsal})`,
      "open a new shell for a real account",
    ),
  ];
}

/** Strata itself needs no AWS CLI: it is what SSO is signed in to with, and what errors and runbooks name. */
export function checkAwsCli(): readonly Finding[] {
  if (findProgram("aws") !== undefined) return [];
  const message = "there is no AWS CLI on PATH; only `aws sso login` and the aws commands of the runbooks need it";
  return [advice("aws-cli", message, "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html")];
}

/** Absolute path of the first program of a name on PATH; undefined for none. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: either way the search goes on.
    return false;
  }
}
