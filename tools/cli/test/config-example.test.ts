import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentJsonSchema, findRoot, listProducts, loadEnvironment, productTerms } from "@strata/shared-config";
import { describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { exampleOfAll } from "../src/example/example-text.ts";
import { settingsExample } from "../src/example/settings-example.ts";
import { alternatives, type SchemaNode, typeWords } from "../src/example/type-words.ts";
import { strata } from "./run.ts";

const ROOT = findRoot(import.meta.dirname) ?? "";

/** The paths of all settings of a schema, a key of one's own as `<key>`. */
function pathsOf(node: SchemaNode, path: readonly string[] = []): string[] {
  const own = path.length === 0 ? [] : [path.join(".")];
  const children = alternatives(node).flatMap((way) => [
    ...Object.entries(way.properties ?? {}),
    ...(typeof way.additionalProperties === "object" ? [["<key>", way.additionalProperties] as const] : []),
  ]);
  const inner = children.flatMap(([key, child]) => (typeof child === "object" ? pathsOf(child, [...path, key]) : []));
  return [...own, ...inner];
}

/** The paths that an example's lines stand for, by their indentation. */
function pathsIn(text: string): string[] {
  const at: string[] = [];
  return text.split("\n").flatMap((line) => {
    const found = /^( *)(?:# )?([\w<][\w<>-]*):( |$)/.exec(line);
    if (found === null) return [];
    const [, indent = "", key = ""] = found;
    at.splice(indent.length / 2, Number.POSITIVE_INFINITY, key);
    return [at.join(".")];
  });
}

/** The default at a path of a schema. */
function defaultAt(node: SchemaNode, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return node.default;
  const child = alternatives(node)
    .map((way) => way.properties?.[key] ?? way.additionalProperties)
    .find((next) => typeof next === "object");
  return typeof child === "object" ? defaultAt(child, rest) : undefined;
}

describe("the example of all settings", () => {
  it("SUNA-057, RUN-081: has every key of the schema", () => {
    const wanted = pathsOf(environmentJsonSchema());
    expect(wanted).toEqual(
      expect.arrayContaining(["data.postgres.aurora.minAcu", "services.<key>.alarms.p99Seconds.warning"]),
    );
    const there = new Set(pathsIn(exampleOfAll()));
    expect(wanted.filter((path) => !there.has(path))).toEqual([]);
  });

  it.each([
    ["data.redis.nodeType", "nodeType: cache.t4g.micro"],
    ["network.zones", "zones: 2"],
    ["services.<key>.route.healthCheck.path", "path: /health"],
    ["cluster.loadBalancer.ingressCidrs", "ingressCidrs: [ 0.0.0.0/0 ]"],
    ["data.postgres.engineVersion", 'engineVersion: "17.5"'],
  ])("has the schema's default of %s", (path, setting) => {
    const lines = exampleOfAll().split("\n");
    const line = lines[pathLine(lines, path)] ?? "";
    expect(line.trim()).toMatch(new RegExp(`^# ${escaped(setting)}( #|$)`));
    const [key = ""] = path.split(".").slice(-1);
    expect(parse(setting)).toEqual({ [key]: defaultAt(environmentJsonSchema(), path.split(".")) });
  });

  it("is YAML that says nothing", () => {
    expect(parse(exampleOfAll())).toBeNull();
  });

  it("is up to date (else: strata config example --write)", () => {
    expect(readFileSync(join(ROOT, "environments/settings.example"), "utf8")).toBe(exampleOfAll());
  });
});

/** The line of a path in an example's lines. */
function pathLine(lines: readonly string[], path: string): number {
  return lines.findIndex((_, index) => pathsIn(lines.slice(0, index + 1).join("\n")).at(-1) === path);
}

describe("the example of a product", () => {
  it.each(listProducts(ROOT))("asks for what the product requires, all of it at once: %s", async (product) => {
    const { code, out } = await strata("config", "example", product);
    expect(code).toBe(0);
    const root = mkdtempSync(join(tmpdir(), "strata-cli-"));
    for (const folder of ["products", "tiers"]) cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
    mkdirSync(join(root, "environments"));
    writeFileSync(join(root, "environments", "new.yaml"), out);
    const { required } = productTerms(ROOT, product, "prod");
    const problems = problemsOf(() => loadEnvironment(root, "new"));
    expect(required.filter((path) => !problems.includes(`${path} = null: is required`))).toEqual([]);
    expect(problems === "").toBe(required.length === 0);
  });

  it("shows what the product gives in place of the schema's default", async () => {
    const { out } = await strata("config", "example", "suna");
    expect(out).toMatch(/# region: us-west-2/);
    expect(out).toMatch(/# cpuPercent: \{ warning: 70, critical: 85 \}/);
    expect(out).toMatch(/^ {4}vpcId: # required/m);
    expect((await strata("config", "example", "runlayer", "--tier", "dev")).out).toMatch(/# maxAcu: 2\b/);
  });
});

describe("a line of an example", () => {
  const lines = (node: SchemaNode, settings: unknown = {}, required: string[] = []) =>
    settingsExample({ type: "object", properties: { x: node } }, { settings, required });

  it("says what a value takes, and what it does", () => {
    expect(lines({ type: "integer", minimum: 1, maximum: 9, default: 3, description: "How many" })).toEqual([
      "# x: 3 # 1 to 9; How many",
    ]);
    expect(lines({ type: "string", enum: ["a", "b"] })).toEqual(["# x: <a | b>"]);
    expect(lines({ type: "boolean", default: true })).toEqual(["# x: true"]);
  });

  it("stands open where it is required, and not where the product gives it", () => {
    expect(lines({ type: "string" }, {}, ["x"])).toEqual(["x: # required; text"]);
    expect(lines({ type: "string" }, { x: "given" }, ["x"])).toEqual(["# x: given"]);
  });

  it("shows both ways where a value may be given in parts", () => {
    const parts: SchemaNode = { anyOf: [{ const: false }, { type: "object", properties: { y: { type: "number" } } }] };
    expect(lines({ ...parts, default: false })).toEqual(["# x: false", "# x: # or in parts", "  # y: <number>"]);
    expect(lines(parts, { x: { y: 1 } })).toEqual(["# x: { y: 1 }"]);
  });

  it("shortens a long list of choices", () => {
    const many = Array.from({ length: 30 }, (_, index) => `c${index}`);
    expect(typeWords({ enum: many })).toBe("c0 | … | c29");
  });
});

describe("strata config example", () => {
  it("checks and writes the file", async () => {
    expect(await strata("config", "example", "--check")).toMatchObject({ code: 0, err: "" });
    const root = mkdtempSync(join(tmpdir(), "strata-cli-"));
    writeFileSync(join(root, "pnpm-workspace.yaml"), "packages: []\n");
    mkdirSync(join(root, "environments"));
    const inside = vi.spyOn(process, "cwd").mockReturnValue(root);
    try {
      expect(await strata("config", "example", "--check")).toMatchObject({
        code: 1,
        err: expect.stringContaining("strata config example --write"),
      });
      expect(await strata("config", "example", "--write")).toMatchObject({ code: 0 });
      expect(await strata("config", "example", "--check")).toMatchObject({ code: 0 });
    } finally {
      inside.mockRestore();
    }
  });

  it.each([
    [["sunna"], /did you mean suna/],
    [["suna", "--write"], /holds the settings of all products/],
    [["suna", "--tier", "live"], /Allowed choices/],
  ])("refuses %j with exit code 2", async (words, message) => {
    expect(await strata("config", "example", ...words)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});

function escaped(text: string): string {
  return text.replace(/[[\]./]/g, "\\$&");
}

function problemsOf(load: () => unknown): string {
  try {
    load();
    return "";
  } catch (error) {
    return String(error);
  }
}
