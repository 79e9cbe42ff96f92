import { crc32 } from "node:zlib";
import { Refusal } from "../operations/cloud.ts";
import { parseJson } from "../wire/equality.ts";
import { isList, properties, text, texts, type Value, type Values } from "../wire/values.ts";
import type { FunctionRules } from "./rule.ts";

/** Renders IAM policies from their parts, as the real data source does. */
export const policyDocument: FunctionRules = {
  "aws:iam/getPolicyDocument:getPolicyDocument": ({ args }) => {
    const statements = isList(args.statements) ? args.statements.map((one) => statement(properties(one))) : [];
    const sources = [...texts(args.sourcePolicyDocuments), ...texts([args.sourceJson ?? null])].flatMap(statementsIn);
    const overrides = [...texts(args.overridePolicyDocuments), ...texts([args.overrideJson ?? null])].flatMap(
      statementsIn,
    );
    unique(sources, "source_policy_documents");
    unique(statements, "statement");
    unique(overrides, "override_policy_documents");
    const all = merged([...sources, ...statements, ...overrides]);
    const document = {
      Version: text(args.version) ?? "2012-10-17",
      ...(text(args.policyId) === undefined ? {} : { Id: args.policyId ?? null }),
      ...(all.length === 0 ? {} : { Statement: all }),
    };
    const json = asGo(JSON.stringify(document, undefined, 2));
    return { id: String(crc32(json)), json, minifiedJson: asGo(JSON.stringify(document)) };
  },
};

function statementsIn(json: string): readonly Values[] {
  const statements = properties(parseJson(json)).Statement;
  return isList(statements) ? statements.map(properties) : [properties(statements)];
}

/** A statement takes the place of an earlier one with its Sid; others come at the end. */
function merged(statements: readonly Values[]): readonly Values[] {
  const whole: Values[] = [];
  for (const one of statements) {
    const place = one.Sid === undefined || one.Sid === "" ? -1 : whole.findIndex(({ Sid }) => Sid === one.Sid);
    if (place === -1) whole.push(one);
    else whole[place] = one;
  }
  return whole;
}

/** In one place, a Sid may be given to one statement only. @throws Refusal in the provider's words */
function unique(statements: readonly Values[], where: string): void {
  const sids = texts(statements.map(({ Sid }) => Sid ?? null)).filter((sid) => sid !== "");
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (twice === undefined) return;
  throw new Refusal(`duplicate Sid (${twice}) in ${where}. Remove the Sid or ensure Sids are unique.`);
}

/** Go's encoder writes these characters as codes (encoding/json, HTMLEscape). */
function asGo(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** `&{aws:username}` stands for IAM's own `${aws:username}`, which Terraform would take for one of its expressions. */
function variable(value: string): string {
  return value.replaceAll("&{", "${");
}

/** Objects have their keys in alphabetical order, as Go writes a map. */
function byName<Item>(entries: Iterable<readonly [string, Item]>): Record<string, Item> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function statement(given: Values): Values {
  const parts: readonly (readonly [string, Value | undefined])[] = [
    ["Sid", text(given.sid)],
    ["Effect", text(given.effect) ?? "Allow"],
    ["Action", oneOrMany(given.actions)],
    ["NotAction", oneOrMany(given.notActions)],
    ["Resource", oneOrMany(given.resources)],
    ["NotResource", oneOrMany(given.notResources)],
    ["Principal", principals(given.principals)],
    ["NotPrincipal", principals(given.notPrincipals)],
    ["Condition", conditions(given.conditions)],
  ];
  return Object.fromEntries(
    parts.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])),
  );
}

/** One value stands alone; several are listed backwards by alphabet, as the provider does. */
function oneOrMany(value: Value | undefined): Value | undefined {
  const all = [...new Set(texts(value))].sort().reverse().map(variable);
  return all.length < 2 ? all[0] : all;
}

function principals(value: Value | undefined): Value | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  const byType = new Map<string, readonly string[]>();
  for (const one of value.map(properties)) {
    const type = text(one.type) ?? "AWS";
    byType.set(type, [...(byType.get(type) ?? []), ...texts(one.identifiers)]);
  }
  if (byType.size === 1 && byType.get("*")?.includes("*")) return "*";
  return byName([...byType].map(([type, identifiers]): [string, Value] => [type, oneOrMany(identifiers) ?? []]));
}

function conditions(value: Value | undefined): Value | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  const byTest = new Map<string, Map<string, readonly string[]>>();
  for (const one of value.map(properties)) {
    const [test, name] = [text(one.test) ?? "", text(one.variable) ?? ""];
    const variables = byTest.get(test) ?? new Map<string, readonly string[]>();
    byTest.set(test, variables.set(name, [...(variables.get(name) ?? []), ...texts(one.values).map(variable)]));
  }
  const single = (values: readonly string[]): Value => (values.length === 1 ? (values[0] ?? "") : values);
  return byName(
    [...byTest].map(([test, variables]): [string, Values] => [
      test,
      byName([...variables].map(([name, values]): [string, Value] => [name, single(values)])),
    ]),
  );
}
