import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkModels } from "../src/models/check.ts";
import type { Value } from "../src/wire/values.ts";
import { memoryCloud, urnOf } from "./memory-cloud.ts";

const { facts: sdk, account } = memoryCloud();
const root = join(import.meta.dirname, "../../..");

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, Value>>;
}

/** The resources of a golden list: a line with type and name, and a line for each input. */
function readGolden(text: string): readonly Registered[] {
  return text.split("\n\n").map((block) => {
    const [head = "", ...lines] = block.trim().split("\n");
    const [type = "", name = ""] = head.split(" ");
    const inputs = lines.flatMap((line): (readonly [string, Value])[] => {
      const [, property, value] = /^ {2}(\w+): (.*)$/.exec(line) ?? [];
      return property === undefined || value === undefined ? [] : [[property, JSON.parse(value)]];
    });
    return { type, name, inputs: Object.fromEntries(inputs) };
  });
}

/** What the models refuse of a golden list, and how many resources they looked at. */
function refusals(file: string): readonly [looked: number, refused: readonly string[]] {
  const place = { account: "123456789012", region: "eu-central-1" };
  let looked = 0;
  const refused = readGolden(readFileSync(file, "utf8")).flatMap(({ type, name, inputs }) => {
    const facts = type.startsWith("aws:") ? sdk.resource(type) : undefined;
    if (facts === undefined) return [];
    looked++;
    const urn = urnOf(type, name);
    const attempt = { facts, urn, id: "", inputs, marked: inputs, before: undefined, place, account };
    const error = checkModels({ ...attempt, operation: "create" });
    return error === undefined ? [] : [`${basename(file)} ${type} ${name}: ${error.message}`];
  });
  return [looked, refused];
}

describe("AWS's own API models", () => {
  it("take every input that the stacks register", () => {
    const files = globSync("stacks/*/test/golden/*.txt", { cwd: root }).sort();
    const all = files.map((file) => refusals(join(root, file)));
    expect(all.flatMap(([, refused]) => refused)).toEqual([]);
    expect(all.reduce((sum, [looked]) => sum + looked, 0)).toBeGreaterThan(1000);
  });
});
