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
    const document = {
      Version: text(args.version) ?? "2012-10-17",
      ...(text(args.policyId) === undefined ? {} : { Id: args.policyId ?? null }),
      Statement: overridden([...sources, ...statements], overrides),
    };
    return { id: "policy", json: JSON.stringify(document, undefined, 2), minifiedJson: JSON.stringify(document) };
  },
};

function statementsIn(json: string): readonly Values[] {
  const statements = properties(parseJson(json)).Statement;
  return isList(statements) ? statements.map(properties) : [properties(statements)];
}

/** A statement takes the place of one with its Sid; others come at the end. */
function overridden(statements: readonly Values[], overrides: readonly Values[]): readonly Values[] {
  const bySid = (sid: Value | undefined) => overrides.find((one) => one.Sid !== undefined && one.Sid === sid);
  const kept = statements.map((one) => bySid(one.Sid) ?? one);
  return [...kept, ...overrides.filter((one) => !kept.includes(one))];
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
  const all = [...new Set(texts(value))].sort().reverse();
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
  return Object.fromEntries([...byType].map(([type, identifiers]) => [type, oneOrMany(identifiers) ?? []]));
}

function conditions(value: Value | undefined): Value | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  const byTest: Record<string, Record<string, Value>> = {};
  for (const one of value.map(properties)) {
    const test = text(one.test) ?? "";
    const values = texts(one.values);
    byTest[test] = { ...byTest[test], [text(one.variable) ?? ""]: values.length === 1 ? (values[0] ?? "") : values };
  }
  return byTest;
}
