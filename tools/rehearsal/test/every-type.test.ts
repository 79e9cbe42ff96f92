import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { ResourceFacts } from "@strata/sdk-facts";
import { describe, expect, it } from "vitest";
import { check } from "../src/operations/check.ts";
import { diff } from "../src/operations/diff.ts";
import { create, read, remove, update } from "../src/operations/lifecycle.ts";
import { hasUnknown, type Values } from "../src/wire/values.ts";
import { memoryCloud, sampleOf, scopeIn, urnOf } from "./memory-cloud.ts";

const require = createRequire(import.meta.url);
const cloud = memoryCloud();
const scope = scopeIn("eu-central-1");

/** Every token of a package's resource classes, by the names of its files: one in `step`. */
function types(packageName: string, step: number): readonly ResourceFacts[] {
  const root = dirname(require.resolve(`@pulumi/${packageName}/package.json`));
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".d.ts") && !/(^|\/)(index|types|get[A-Z]\w*|provider|utilities|arn|region)\b/.test(file),
  );
  return files.sort().flatMap((file, index) => {
    const path = file.slice(0, -5);
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/_$/, "");
    const module = path.includes("/") ? path.replace(/_$/, "") : `index/${name}`;
    const token = `${packageName}:${module}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const facts = index % step === 0 ? cloud.facts.resource(token) : undefined;
    return facts && Object.keys(facts.outputs).length > 0 ? [facts] : [];
  });
}

function requiredInputs(facts: ResourceFacts): Values {
  const given = facts.required.filter((name) => facts.outputs[name]);
  return Object.fromEntries(given.map((name) => [name, sampleOf(facts.outputs[name]?.type ?? { kind: "string" })]));
}

/** Lives a resource of the type through; gives what was wrong. */
function live(facts: ResourceFacts): string[] {
  const subject = { type: facts.token, urn: urnOf(facts.token, "one") };
  const checked = check(cloud, subject.type, subject.urn, {}, requiredInputs(facts), { disabled: false });
  const planned = create(cloud, subject, checked.inputs, scope, true);
  const made = create(cloud, subject, checked.inputs, scope, false);
  const again = update(cloud, subject, made.id, made.outputs, checked.inputs, scope, false);
  const found = read(cloud, subject, made.id, again, checked.inputs, scope);
  const same = diff(facts, checked.inputs, found?.inputs ?? {});
  remove(cloud, subject, made.id, again, scope);
  const inAccount = !facts.token.startsWith("random:");
  return [
    ...(checked.failures.length > 0 ? [`check: ${checked.failures[0]?.reason}`] : []),
    ...(made.id === "" ? ["no id"] : []),
    ...(hasUnknown(made.outputs) ? ["an unknown value in a deployment"] : []),
    ...(Object.keys(planned.outputs).sort().join() === Object.keys(made.outputs).sort().join()
      ? []
      : ["plan and deployment differ"]),
    ...(JSON.stringify(found?.outputs) === JSON.stringify(again) ? [] : ["read differs"]),
    ...(same.changes.length > 0 ? [`changes by itself: ${same.changes[0]?.path}`] : []),
    ...(inAccount && cloud.account.size > 0 ? ["left in the account"] : []),
  ];
}

describe("every resource type of the installed SDKs", () => {
  it.each([
    // All of them take 6 s on a busy machine: every third type is sample enough.
    ["aws", 3, 560],
    ["cloudflare", 2, 140],
    ["random", 1, 9],
  ])("of %s is made, read, updated and deleted", { timeout: 30_000 }, (packageName, step, least) => {
    const all = types(packageName, step);
    const wrong = all.flatMap((facts) => live(facts).map((problem) => `${facts.token}: ${problem}`));
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(least);
  });
});
