import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  environmentJsonSchema,
  findRoot,
  listEnvironments,
  listProducts,
  loadEnvironment,
  productJsonSchema,
} from "../src/index.ts";

const root = findRoot(import.meta.dirname) ?? "";

describe("the repository's own files", () => {
  it.each(listEnvironments(root))("describe %s without a problem", (name) => {
    expect(loadEnvironment(root, name).name).toBe(name);
  });

  it("have a JSON Schema that is up to date (else: strata config schema --write)", () => {
    const written = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
    expect(written("environments/schema.json")).toEqual(JSON.parse(JSON.stringify(environmentJsonSchema())));
    expect(written("products/schema.json")).toEqual(JSON.parse(JSON.stringify(productJsonSchema())));
  });
});

describe("the layers", () => {
  const programs = globSync("stacks/*/{index.ts,src/**/*.ts}", { cwd: root });

  it.each(programs)("do not ask which product they build: %s", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    expect(text).not.toMatch(/\.product\b/);
    for (const product of listProducts(root)) expect(text).not.toMatch(new RegExp(`\\b${product}\\b(?![-.])`, "i"));
  });

  it("keep their table of contents to one screen", () => {
    for (const file of programs.filter((path) => path.endsWith("index.ts"))) {
      expect({ file, lines: readFileSync(join(root, file), "utf8").split("\n").length <= 61 }).toEqual({
        file,
        lines: true,
      });
    }
  });
});
