import type { ResourceFacts } from "@strata/sdk-facts";
import { describe, expect, it } from "vitest";
import { check } from "../src/operations/check.ts";
import { Refusal } from "../src/operations/cloud.ts";
import { diff } from "../src/operations/diff.ts";
import { importIdOf } from "../src/operations/import-id.ts";
import { create, read, remove, update } from "../src/operations/lifecycle.ts";
import { ruleOf } from "../src/resources/registry.ts";
import { isSecret, properties, type Values } from "../src/wire/values.ts";
import { wrongTypes } from "./declared-types.ts";
import { giveName } from "./given-names.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";
import { DEMANDING, GIVEN, requiredBySdk, requiredInputs } from "./required-inputs.ts";
import { resourceTypes } from "./resource-types.ts";

const cloud = memoryCloud();
const scope = scopeIn("eu-central-1");
for (const word of GIVEN) cloud.account.give(word);
giveName(cloud.account, "sample", scope.region);

/** Lives a resource through with only what it requires; gives what was wrong. What it leans on is made before it. */
function live(facts: ResourceFacts): string[] {
  return liveAfter(DEMANDING[facts.token]?.after ?? [], facts);
}

function liveAfter([token, ...more]: readonly string[], facts: ResourceFacts): string[] {
  if (token === undefined) return liveAlone(facts);
  const companion = cloud.facts.resource(token);
  if (!companion) return [`${token} was not found`];
  const subject = { type: token, urn: urnOf(token, "companion") };
  const made = create(cloud, subject, requiredInputs(cloud.facts, companion), scope, false);
  try {
    return liveAfter(more, facts);
  } finally {
    remove(cloud, subject, made.id, made.outputs, scope);
  }
}

function liveAlone(facts: ResourceFacts): string[] {
  const before = cloud.account.size;
  const subject = { type: facts.token, urn: urnOf(facts.token, "one") };
  const { inputs, failures } = check(cloud, subject.type, subject.urn, {}, requiredInputs(cloud.facts, facts), {
    disabled: false,
  });
  const planned = create(cloud, subject, inputs, scope, true).outputs;
  const made = create(cloud, subject, inputs, scope, false);
  const found = read(cloud, subject, made.id, made.outputs, inputs, scope);
  const tagged = facts.taggable ? { ...inputs, tags: { ...properties(inputs.tags), team: "infra" } } : inputs;
  const difference = diff(facts, inputs, tagged, { state: made.outputs, scope, ignored: [] });
  const plannedUpdate = update(cloud, subject, made.id, made.outputs, tagged, scope, true);
  const updated = update(cloud, subject, made.id, made.outputs, tagged, scope, false);
  const again = read(cloud, subject, made.id, updated, tagged, scope);
  const [row] = cloud.account.ofUrn(subject.urn);
  const imported = read(cloud, subject, row === undefined ? made.id : importIdOf(row), {}, {}, scope);
  remove(cloud, subject, made.id, updated, scope);
  return [
    ...failures.map(({ reason }) => `check: ${reason}`),
    ...typed("preview", facts, planned, { unknown: true }),
    ...typed("create", facts, made.outputs),
    ...typed("preview of an update", facts, plannedUpdate, { unknown: true }),
    ...typed("update", facts, updated),
    // What a preview leaves out is unknown to the program.
    ...unlessEqual(
      "preview",
      Object.keys(planned).filter((name) => !(name in made.outputs)),
      [],
    ),
    ...(made.id === "" ? ["create: no id"] : []),
    ...unlessEqual("read", found?.outputs, made.outputs),
    ...unlessEqual("read after an update", again?.outputs, updated),
    ...unlessEqual("diff", pathsOf(difference.changes), facts.taggable ? [pathOfTag(inputs)] : []),
    ...unlessEqual("diff", difference.replaces, []),
    ...afterImport(facts, imported?.inputs, imported?.outputs),
    ...afterRemoval(facts, made.id, before),
  ];
}

function typed(when: string, facts: ResourceFacts, outputs: Values, strictness: { unknown?: boolean } = {}): string[] {
  const open = facts.secrets.filter((name) => {
    const value = outputs[name];
    return value !== undefined && !isSecret(value) && !(strictness.unknown && typeof value === "string");
  });
  return [
    ...wrongTypes(outputs, facts.outputs, cloud.facts.members, strictness).map((problem) => `${when}: ${problem}`),
    ...open.map((name) => `${when}: ${name} is not marked as secret`),
  ];
}

/** An import has no state to take secrets from; everything else is there. */
function afterImport(facts: ResourceFacts, inputs: Values | undefined, outputs: Values | undefined): string[] {
  // Random values live in the state alone.
  if (facts.token.startsWith("random:")) return [];
  if (!inputs || !outputs) return ["import: not found"];
  return [
    ...wrongTypes(outputs, facts.outputs, cloud.facts.members, { absent: facts.secrets }),
    ...facts.required
      .filter((name) => inputs[name] === undefined && !facts.secrets.includes(name))
      .map((name) => `input ${name} is missing`),
  ].map((problem) => `import: ${problem}`);
}

function afterRemoval(facts: ResourceFacts, id: string, before: number): string[] {
  if (facts.token.startsWith("random:")) return [];
  const left = cloud.account.size > before ? ["delete: something is left in the account"] : [];
  const subject = { type: facts.token, urn: urnOf(facts.token, "one") };
  const isThere = read(cloud, subject, id, {}, {}, scope) !== undefined && ruleOf(facts.token).supposed === undefined;
  return [...left, ...(isThere ? ["delete: it can still be read"] : [])];
}

/** The engine names a map that is new, or else the key in it. */
function pathOfTag(inputs: Values): string {
  return inputs.tags === undefined ? "tags" : "tags.team";
}

function pathsOf(changes: readonly { readonly path: string }[]): readonly string[] {
  return changes.map(({ path }) => path);
}

function unlessEqual(when: string, actual: unknown, expected: unknown): string[] {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  return left === right ? [] : [`${when}: ${left} in place of ${right}`];
}

/** What went wrong, in words: a type that throws is one that cannot be lived through. */
function problemsOf(facts: ResourceFacts): string[] {
  try {
    return live(facts);
  } catch (error) {
    return [String(error)];
  }
}

describe("every resource class of the installed SDKs", () => {
  it.each([
    ["aws", 1_700],
    ["cloudflare", 300],
    ["random", 9],
  ])("of %s lives through check, preview, create, read, diff, update, import and delete", (packageName, least) => {
    const all = resourceTypes(cloud.facts, packageName);
    const wrong = all.flatMap((facts) => problemsOf(facts).map((problem) => `${facts.token}: ${problem}`));
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(least);
  });

  it("lives with its required inputs alone, but for one in a hundred of which AWS itself wants more", () => {
    const demanding = Object.keys(DEMANDING);
    const all = ["aws", "cloudflare"].flatMap((packageName) => resourceTypes(cloud.facts, packageName));
    expect(demanding.length).toBeLessThan(all.length / 100);
    const content = demanding.filter((token) => {
      const facts = cloud.facts.resource(token);
      return facts && isMade(facts, requiredBySdk(cloud.facts, facts));
    });
    expect(content).toEqual([]);
  });
});

function isMade(facts: ResourceFacts, inputs: Values): boolean {
  const subject = { type: facts.token, urn: urnOf(facts.token, "content") };
  const checked = check(cloud, subject.type, subject.urn, {}, inputs, { disabled: false });
  try {
    const made = create(cloud, subject, checked.inputs, scope, false);
    remove(cloud, subject, made.id, made.outputs, scope);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
