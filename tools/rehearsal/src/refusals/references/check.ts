import { wordsIn } from "../../account/words.ts";
import { isList, isObject, reveal, text, type Value, type Values } from "../../wire/values.ts";
import type { ApiError, Attempt } from "../attempt.ts";
import { codeFor } from "./kind.ts";
import { givenWord, missing, type Search } from "./known.ts";
import type { NameRow } from "./name-row.ts";
import { NAMES } from "./names.ts";
import { principalsIn } from "./principals.ts";
import { isSilent } from "./silent.ts";
import { taskNeeds } from "./task-texts.ts";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** Refuses ids, ARNs and names of what is neither in the account nor given. An update is asked about what is new in it. */
export function checkReferences(attempt: Attempt): ApiError | undefined {
  const { facts, operation, inputs, before, place, account } = attempt;
  if (operation === "delete" || !facts.token.startsWith("aws:")) return undefined;
  const search: Search = { account, place, global: !facts.inputs.includes("region") };
  const spoken = Object.fromEntries(Object.entries(inputs).filter(([name]) => !isSilent(facts.token, name)));
  const old = new Set(wordsIn(before === undefined ? {} : revealed(before)));
  const words = wordsIn(spoken).filter((word) => !old.has(word));
  return (
    ofForm(words, facts.token, search) ??
    ofName(attempt, search, old) ??
    ofPolicy(attempt, search) ??
    ofTask(attempt, search)
  );
}

function ofForm(words: readonly string[], type: string, search: Search): ApiError | undefined {
  for (const word of words) {
    const kind = missing(word, search);
    if (kind) return { code: codeFor(kind, type), message: notThere(kind.noun, word) };
  }
  return undefined;
}

function ofName({ facts, inputs }: Attempt, search: Search, old: ReadonlySet<string>): ApiError | undefined {
  for (const row of NAMES.filter(({ types }) => types.includes(facts.token))) {
    for (const name of textsAt(inputs, row.property.split("."))) {
      if (old.has(name) || name.startsWith("arn:") || row.except?.test(name) || isNamed(name, row, search)) continue;
      return { code: row.code, message: notThere(row.noun, name) };
    }
  }
  return undefined;
}

function isNamed(name: string, { targets }: NameRow, { account, place, global }: Search): boolean {
  // A task definition may be called family:revision.
  const rows = [name, name.replace(/:\d+$/, "")].flatMap((word) => account.called(word));
  const near = rows.some(
    (row) => targets.includes(row.type) && (global || row.region === place.region || row.region === "global"),
  );
  const given = targets.flatMap((type) => [place.region, "global"].map((region) => givenWord(name, region, type)));
  return near || given.some((word) => account.isGiven(word));
}

function ofPolicy({ facts, inputs }: Attempt, search: Search): ApiError | undefined {
  const stranger = principalsIn(facts.token, inputs).find(({ arn }) => missing(arn, search));
  return stranger && { code: stranger.code, message: `Invalid principal in policy: "AWS":"${stranger.arn}"` };
}

function ofTask(attempt: Attempt, search: Search): ApiError | undefined {
  if (attempt.facts.token !== "aws:ecs/service:Service" || attempt.inputs.desiredCount === 0) return undefined;
  const region = search.place.region;
  for (const { noun, name } of taskNeeds(attempt)) {
    const rows = search.account.called(name).filter((row) => row.region === region && row.type === LOG_GROUP);
    const given = search.account.isGiven(givenWord(name, region, LOG_GROUP));
    if (noun === "secret" ? !missing(name, search) : rows.length > 0 || given) continue;
    return {
      code: "ResourceInitializationError",
      message: `tasks of ${text(attempt.inputs.taskDefinition)} cannot start: the ${noun} ${name} does not exist`,
    };
  }
  return undefined;
}

function notThere(noun: string, name: string): string {
  return `The ${noun} '${name}' does not exist`;
}

function revealed(values: Values): Values {
  const clear = reveal(values);
  return isObject(clear) ? clear : {};
}

/** The texts at a path, through lists. */
export function textsAt(value: Value | undefined, path: readonly string[]): readonly string[] {
  if (isList(value)) return value.flatMap((item) => textsAt(item, path));
  const [first, ...rest] = path;
  if (first === undefined) return typeof value === "string" ? [value] : [];
  return isObject(value) ? textsAt(value[first], rest) : [];
}
