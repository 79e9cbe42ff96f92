/*
 * A key's value comes from the first of: what its existing file says -> outputs of the stacks, settings, and what containers
 * read from the store -> what follows from AWS -> a generated value -> an answer, whose default is the example's. What is
 * switched off has the word for that, unless the existing file has a value.
 */
import { type Application, type ApplicationKey, DISABLED } from "@strata/shared-config";
import type { Example } from "./example-file.ts";
import type { GroupStates } from "./group-states.ts";

/** Where a value came from. */
export type ValueSource = "existing" | "output" | "aws" | "generated" | "prompt" | "off";

/** All that is known, by key; an empty text counts as nothing. */
export interface ApplicationSources {
  readonly existing: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, string>;
  readonly aws: ReadonlyMap<string, string>;
  readonly generate: (how: NonNullable<ApplicationKey["generated"]>) => string;
  readonly answers: ReadonlyMap<string, string>;
}

export interface ResolvedKey {
  readonly key: string;
  readonly value: string;
  readonly from: ValueSource;
}

export interface ResolvedApplication {
  readonly rows: readonly ResolvedKey[];
  /** Keys for which nothing has a value. */
  readonly missing: readonly string[];
}

/** Finds the value of every key, in the example's order. */
export function resolveApplication(
  application: Application,
  example: Example,
  groups: GroupStates,
  sources: ApplicationSources,
): ResolvedApplication {
  const rows: ResolvedKey[] = [];
  const missing: string[] = [];
  for (const line of example) {
    const { key } = line;
    const terms = key === undefined ? undefined : application.keys[key];
    if (key === undefined || terms === undefined) continue;
    const found = firstOf(key, terms, line.initial, groups, sources);
    if (found === undefined) missing.push(key);
    else rows.push({ key, ...found });
  }
  return { rows, missing };
}

function firstOf(
  key: string,
  terms: ApplicationKey,
  initial: string,
  { off, generated }: GroupStates,
  { existing, outputs, aws, generate, answers }: ApplicationSources,
): Omit<ResolvedKey, "key"> | undefined {
  // Once off, and on by now: the word for "off" is no value any more.
  const kept = existing.get(key) ?? "";
  if (kept !== "" && (kept !== DISABLED || isOrdinary(terms) || off.has(key))) return { value: kept, from: "existing" };
  if (off.has(key)) return { value: DISABLED, from: "off" };
  const output = outputs.get(key) ?? "";
  if (output !== "") return { value: output, from: "output" };
  const derived = aws.get(key) ?? "";
  if (derived !== "") return { value: derived, from: "aws" };
  if (terms.generated !== undefined && generated.has(key))
    return { value: generate(terms.generated), from: "generated" };
  const answer = answers.get(key) ?? "";
  if (answer !== "") return { value: answer, from: "prompt" };
  if (terms.ask === "never") return { value: DISABLED, from: "off" };
  return initial === "" ? undefined : { value: initial, from: "prompt" };
}

/** Whether it belongs to no group and is asked for: what its owner has written there is meant. */
function isOrdinary({ group, ask }: ApplicationKey): boolean {
  return group === undefined && ask !== "never";
}
