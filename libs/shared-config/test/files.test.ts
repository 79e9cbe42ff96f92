import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { environmentJsonSchema, findRoot, listEnvironments, loadEnvironment, productJsonSchema } from "../src/index.ts";

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
