import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openSdkFacts } from "@strata/sdk-facts";
import { describe, expect, it } from "vitest";
import { BOTOCORE } from "../models/botocore.ts";
import { hashOf } from "../models/build.ts";
import { readOperations } from "../models/operations-table.ts";
import { apiModels } from "../src/models/check.ts";
import { validate } from "../src/models/validate.ts";

const sdk = openSdkFacts(import.meta.url);
const table = readOperations();
const models = apiModels();

/** Every type that a stack registers, by its golden lists. */
function goldenTypes(): readonly string[] {
  const root = join(import.meta.dirname, "../../..");
  const files = globSync("stacks/*/test/golden/*.txt", { cwd: root });
  const texts = files.map((file) => readFileSync(join(root, file), "utf8"));
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(/^(aws:\w+\/\w+:\w+) /gm)].map((match) => match[1] ?? ""))),
  ].sort();
}

/** Properties that the file has facts of, each with its path. */
function factPaths(shapeName: string): readonly string[] {
  return Object.keys(models.shape(shapeName).members ?? {});
}

describe("the table of types and API operations", () => {
  it("has a row for every type that a stack registers", () => {
    const types = goldenTypes();
    expect(types.length).toBeGreaterThan(80);
    expect(types.filter((type) => table.types[type] === undefined)).toEqual([]);
  });

  it("is in the data file whole, from the version that is pinned", () => {
    expect(models.head).toMatchObject({ botocore: BOTOCORE.version, date: BOTOCORE.date });
    // Who changes the table or the SDK runs models/make.ts.
    expect(models.head.madeFrom).toEqual({ sdk: sdk.version("aws"), table: hashOf(table) });
    expect(Object.keys(models.head.types)).toEqual(Object.keys(table.types).sort());
    for (const [type, row] of Object.entries(table.types)) {
      expect(row.create.endsWith(`.${models.type(type)?.create.name}`), type).toBe(true);
    }
  });

  it("names properties that the SDK has, and few types of which the models say nothing", () => {
    for (const [type, row] of Object.entries(table.types)) {
      const inputs = sdk.resource(type)?.inputs ?? [];
      const named = [...Object.keys(row.members), ...Object.keys(row.documents), ...Object.keys(row.except)];
      const known = factPaths(models.type(type)?.inputs ?? "");
      const unknown = [...named.map((path) => path.split(".")[0] ?? ""), ...known].filter(
        (name) => !inputs.includes(name),
      );
      expect(unknown, type).toEqual([]);
    }
    const silent = Object.keys(table.types).filter((type) => factPaths(models.type(type)?.inputs ?? "").length === 0);
    expect(silent.length).toBeLessThan(Object.keys(table.types).length / 4);
  });

  it("keeps every shape whole: what one refers to is there", () => {
    for (const name of Object.keys(models.head.shapes)) {
      const { item, key, value, json, members } = models.shape(name);
      for (const part of [item, key, value, json, ...Object.values(members ?? {}).map(([, shape]) => shape)]) {
        expect(() => models.shape(part ?? ""), `${name} → ${part}`).not.toThrow();
      }
    }
  });

  it("has no pattern that tries every way through a text", { timeout: 20_000 }, () => {
    // A pattern that takes all ways through such a text takes half a second; 300 characters would never end.
    const texts = ["a", "1", "a-", "a.", " ", "arn:"].map((part) => part.repeat(25).slice(0, 25));
    const slow = Object.keys(models.head.shapes).filter((name) => {
      if (models.shape(name).pattern === undefined) return false;
      const start = process.threadCpuUsage();
      for (const text of texts) validate(models, name, `${text}\u0000`, "name");
      return process.threadCpuUsage(start).user > 100_000;
    });
    expect(slow).toEqual([]);
    expect(models.head.patternsLeftOut.length).toBeLessThan(10);
  });
});
