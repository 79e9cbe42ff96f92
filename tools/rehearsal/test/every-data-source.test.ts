import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FunctionFacts, Shape } from "@strata/sdk-facts";
import { describe, expect, it } from "vitest";
import { invoke } from "../src/functions/invoke.ts";
import { Refusal } from "../src/operations/cloud.ts";
import type { Value, Values } from "../src/wire/values.ts";
import { wrongTypes } from "./declared-types.ts";
import { memoryCloud, scopeIn } from "./memory-cloud.ts";

const require = createRequire(import.meta.url);
const cloud = memoryCloud();

/** Every function of an SDK, by the token that its file calls. */
function functions(packageName: string): readonly FunctionFacts[] {
  const root = dirname(require.resolve(`@pulumi/${packageName}/package.json`));
  const tokens = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)get[A-Z]\w*\.js$/.test(file) && !file.startsWith("node_modules"))
    .flatMap((file) => /\.invoke\("([^"]+)"/.exec(readFileSync(join(root, file), "utf8"))?.[1] ?? []);
  return tokens.sort().map((token) => {
    const facts = cloud.facts.function(token);
    if (!facts) throw new Error(`${token} is a function of @pulumi/${packageName}, and its facts were not found`);
    return facts;
  });
}

/** A value of a shape for a required argument. */
function sample(shape: Shape): Value {
  if (shape.kind === "number") return 8;
  if (shape.kind === "boolean") return true;
  if (shape.kind === "list") return [sample(shape.item)];
  if (shape.kind === "map") return { key: sample(shape.item) };
  return shape.kind === "object" ? {} : "sample";
}

function ask(facts: FunctionFacts): Values | Error {
  const args = facts.required.map((name) => [name, sample(facts.outputs[name]?.type ?? { kind: "string" })]);
  try {
    return invoke(cloud, facts.token, Object.fromEntries(args), scopeIn("eu-central-1"));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

describe("every data source of the installed SDKs", () => {
  it.each([
    ["aws", 600],
    ["cloudflare", 150],
  ])("of %s answers as the SDK declares, or refuses in a sentence", { timeout: 60_000 }, (packageName, least) => {
    const all = functions(packageName);
    expect(all.length).toBeGreaterThan(least);
    const wrong = all.flatMap((facts) => {
      const answer = ask(facts);
      if (answer instanceof Refusal) return answer.message.includes(" ") ? [] : [`${facts.token}: ${answer.message}`];
      if (answer instanceof Error) return [`${facts.token}: ${answer.stack}`];
      const problems = wrongTypes(answer, facts.outputs, cloud.facts.members);
      return problems.map((problem) => `${facts.token}: ${problem}`);
    });
    expect(wrong).toEqual([]);
  });
});
