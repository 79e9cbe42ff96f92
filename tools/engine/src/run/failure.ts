import { type CommandError, ConcurrentUpdateError } from "@pulumi/pulumi/automation/index.js";
import { StrataError, typeAndName } from "@strata/shared-config";
import { diskFull, stateUnwritable } from "../state/check-state.ts";
import { distinct, errorsOfText } from "./diagnostics.ts";
import type { LayerPlace } from "./work-folder.ts";

/** What is known of a run that failed. */
export interface FailedRun {
  readonly place: LayerPlace;
  readonly operation: string;
  /** Messages of the engine's own errors, from its events. */
  readonly errors: readonly string[];
  /** What the CLI wrote to its standard error: all there is when it failed before its first event. */
  readonly stderr: string;
  /** Where the state is kept: a folder, or the backend's URL. */
  readonly stateAt: string;
  readonly cause: unknown;
}

/** The error for a run that the engine gave up: what went wrong, in its own words, and where. */
export function engineFailure(run: FailedRun): StrataError {
  const errors = run.errors.length > 0 ? distinct(run.errors) : errorsOfText(run.stderr);
  const text = `${errors.join("\n")}\n${run.stderr}`;
  const { layer, environment } = run.place;
  if (/no space left on device|disk quota exceeded/i.test(text)) {
    return diskFull(
      run.stateAt,
      `the engine stopped in ${layer} of ${environment}: ${matching(text, /no space|quota/i)}`,
      run.cause,
    );
  }
  if (/read-only file system|open .*permission denied|mkdir .*permission denied/i.test(text)) {
    return stateUnwritable(
      run.stateAt,
      new Error(matching(text, /read-only|permission denied/i), { cause: run.cause }),
    );
  }
  const kept = protectedIn(text);
  if (kept.length > 0) {
    return new StrataError("RESOURCE_PROTECTED", `${operationOf(run)} is refused: ${kept.join(", ")} is protected`, {
      hint: unprotectHint(run),
      fault: "user",
      cause: run.cause,
    });
  }
  const message = errors.length > 0 ? errors.join("\n") : "the engine stopped and gave no reason";
  return new StrataError("ENGINE_FAILED", `${operationOf(run)} failed: ${message}`, {
    hint: hintFor(run),
    fault: "environment",
    cause: run.cause,
  });
}

/** What the engine says of a resource with the option protect that is to be deleted or replaced. */
const PROTECTED =
  /resource "([^"]+)"\s+(?:cannot be deleted\s+because it is protected|as it is currently marked for protection)/g;

/** Type and name of each protected resource that stands in the way, once. */
function protectedIn(text: string): string[] {
  return distinct([...text.matchAll(PROTECTED)].map(([, urn = ""]) => typeAndName(urn)));
}

function operationOf({ operation, place }: FailedRun): string {
  return `${operation} of ${place.layer} in ${place.environment}`;
}

/** The way to a wanted replacement or destruction of a protected resource. */
function unprotectHint({ operation, place: { layer, environment } }: FailedRun): string {
  const again = `nx ${operation} ${layer} -c ${environment}`;
  return layer === "data"
    ? `if it is wanted, set data.unprotected: true in environments/${environment}.yaml, nx deploy data -c ${environment}, then again: ${again}`
    : `if it is wanted, take its option protect away, nx deploy ${layer} -c ${environment}, then again: ${again}`;
}

function hintFor({ cause, place, operation }: FailedRun): string {
  const again = `nx ${operation} ${place.layer} -c ${place.environment}`;
  return cause instanceof ConcurrentUpdateError
    ? `wait until the other run on this stack has ended, then: ${again}`
    : `put right what the message names, then: ${again}`;
}

function matching(text: string, pattern: RegExp): string {
  return (
    text
      .split("\n")
      .find((line) => pattern.test(line))
      ?.trim() ?? ""
  );
}

/** Whether the Automation API threw this because the CLI ended with an error. */
export function isCommandError(error: unknown): error is CommandError {
  return error instanceof Error && "commandResult" in error;
}
