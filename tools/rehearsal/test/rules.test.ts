import { describe, expect, it } from "vitest";
import { draftOf, identify } from "../src/operations/draft.ts";
import { ruledTypes, ruleOf } from "../src/resources/registry.ts";
import type { Values } from "../src/wire/values.ts";
import { memoryCloud, sampleOf, urnOf } from "./memory-cloud.ts";

const cloud = memoryCloud();
const place = { account: "123456789012", region: "eu-central-1" };

/** What a table says about a type that the installed SDK does not have. */
function strangers(type: string): string[] {
  const facts = cloud.facts.resource(type);
  if (!facts) return [`${type} is no type`];
  const rule = ruleOf(type);
  const naming = typeof rule.naming === "object" ? [rule.naming.property] : [];
  const named = [rule.replaces, rule.updates, rule.documents, rule.sets, naming].flatMap((names) => names ?? []);
  const inputs = named.filter((name) => name !== "*" && !facts.inputs.includes(name.split(".")[0] ?? name));
  const given: Values = Object.fromEntries(
    facts.required.map((name) => [name, sampleOf(facts.outputs[name]?.type ?? { kind: "string" })]),
  );
  const made = identify(cloud, facts, draftOf(cloud, facts, urnOf(type, "one"), given, place));
  const outputs = Object.keys({ ...rule.outputs?.(made), ...rule.evolves?.(made, {}) });
  return [
    ...inputs.map((name) => `${type} has no input ${name}`),
    ...outputs.filter((name) => !(name in facts.outputs)).map((name) => `${type} has no output ${name}`),
  ];
}

describe("the tables of facts", () => {
  it("name only types and properties that the installed SDKs have", () => {
    expect(ruledTypes().flatMap(strangers)).toEqual([]);
  });
});
