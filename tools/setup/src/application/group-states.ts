import { type Application, DISABLED } from "@strata/shared-config";
import type { Answers } from "../ask/question.ts";

/** What the groups of an application come to. */
export interface GroupStates {
  /** Of each choice, the option that holds. */
  readonly chosen: Readonly<Record<string, string>>;
  /** Names of the features that are on. */
  readonly on: ReadonlySet<string>;
  /** Keys of what is switched off. */
  readonly off: ReadonlySet<string>;
  /** Keys whose values may be generated. */
  readonly generated: ReadonlySet<string>;
}

/** What is known of the groups before anybody is asked. */
export interface KnownGroups {
  /** Keys that have a value other than the word for "off": in the existing file, a store or the environment. */
  readonly valued: ReadonlySet<string>;
  /** Keys whose entry of the store the environment has switched on; undefined where a key has no entry. */
  readonly present: (key: string) => boolean | undefined;
  readonly existing: ReadonlyMap<string, string>;
}

/** Id of the question that a group asks. */
export function groupQuestion(group: string): string {
  return `application.${group}`;
}

/** Id of the question that a key asks. */
export function keyQuestion(key: string): string {
  return `application.${key}`;
}

/** The option that a choice had up to now: that of the existing file, else that of the environment, else the first. */
export function optionSoFar(application: Application, group: string, known: KnownGroups): string | undefined {
  const terms = application.groups[group];
  if (terms?.kind !== "choice") return undefined;
  const options = Object.keys(terms.options);
  const keysOf = (option: string) =>
    Object.entries(application.keys).filter(([, key]) => key.group === group && key.option === option);
  const inFile = options.find((option) => keysOf(option).every(([key]) => isOn(known.existing.get(key))));
  const inEnvironment = options.find((option) => keysOf(option).every(([key]) => known.present(key) === true));
  return inFile ?? inEnvironment ?? options[0];
}

/** What the groups come to with the answers. */
export function groupStates(application: Application, answers: Answers, known: KnownGroups): GroupStates {
  const chosen: Record<string, string> = {};
  const on = new Set<string>();
  const agreed = new Set<string>();
  for (const [name, group] of Object.entries(application.groups)) {
    const answer = answers[groupQuestion(name)];
    if (group.kind === "choice") chosen[name] = answer ?? optionSoFar(application, name, known) ?? "";
    else if (group.kind === "generate" && answer === "yes") agreed.add(name);
    else if (group.kind === "feature" && isFeatureOn(application, name, answers, known)) on.add(name);
  }
  const off = new Set<string>();
  const generated = new Set<string>();
  for (const [key, { group, option, generated: how }] of Object.entries(application.keys)) {
    const kind = group === undefined ? undefined : application.groups[group]?.kind;
    if (group !== undefined && kind === "choice" && chosen[group] !== option) off.add(key);
    if (group !== undefined && kind === "feature" && !on.has(group)) off.add(key);
    if (how !== undefined && (kind !== "generate" || agreed.has(group ?? ""))) generated.add(key);
  }
  return { chosen, on, off, generated };
}

/** A feature is on with one of its keys: in the existing file, in the environment, or in an answer. */
function isFeatureOn(application: Application, group: string, answers: Answers, known: KnownGroups): boolean {
  return Object.entries(application.keys).some(
    ([key, terms]) =>
      terms.group === group &&
      (known.present(key) === true || known.valued.has(key) || isOn(answers[keyQuestion(key)])),
  );
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== DISABLED;
}
