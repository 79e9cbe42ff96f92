import { describe, expect, it } from "vitest";
import { readUpstreamUses } from "../src/upstream-literals.ts";

const usesOf = (source: string) => readUpstreamUses("index.ts", source).uses;

describe("a literal", () => {
  it.each([
    ['const n = await layer.upstream("network");', "network"],
    ["layer.upstream('data')", "data"],
    ["layer.upstream(`data`)", "data"],
    ['layer?.upstream("data")', "data"],
    ['(layer.upstream)("data")', "data"],
    ['layer["upstream"]("data")', "data"],
    ['this.context.layer.upstream("data").then(use)', "data"],
    ['const { upstream } = layer; upstream("data")', "data"],
  ])("is read from %s", (source, name) => {
    expect(usesOf(source)).toEqual([{ kind: "literal", name, line: 1 }]);
  });

  it("is found at its line, in the order of the file", () => {
    const source = 'const a = 1;\nawait layer.upstream("network");\n\nawait layer.upstream("cluster");\n';
    expect(usesOf(source)).toEqual([
      { kind: "literal", name: "network", line: 2 },
      { kind: "literal", name: "cluster", line: 4 },
    ]);
  });

  it("is not read from a comment, a string or a type", () => {
    expect(usesOf('// layer.upstream("data")\nconst text = \'layer.upstream("data")\';')).toEqual([]);
    expect(usesOf('type U = Layer["upstream"]; export type V = ReturnType<typeof layer.upstream>;')).toEqual([]);
  });
});

describe("an edge that could hide", () => {
  it.each([
    "layer.upstream(name)",
    "layer.upstream(`${kind}-layer`)",
    'layer.upstream(prod ? "data" : "network")',
    'layer.upstream("data", "network")',
    "layer.upstream()",
    "const read = layer.upstream;",
    '["data", "network"].map(layer.upstream)',
    "const { upstream: read } = layer;",
  ])("is reported as unreadable: %s", (source) => {
    expect(usesOf(source)).toMatchObject([{ kind: "unreadable", line: 1 }]);
  });

  it("keeps the readable ones beside it", () => {
    const uses = usesOf('layer.upstream("network"); layer.upstream(which);');
    expect(uses.map((use) => use.kind)).toEqual(["literal", "unreadable"]);
  });
});

it("names the line of a syntax error", () => {
  const { syntaxError } = readUpstreamUses("index.ts", 'layer.upstream("network");\nconst = 3;\n');
  expect(syntaxError).toMatchObject({ line: 2 });
});
