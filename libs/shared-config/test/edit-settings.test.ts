import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editSettings } from "../src/edit/edit-settings.ts";

const TEXT = `# of acme


product:   threa   # it is small
tier: prod
services:
    app: { cpu: 256,
           memory: 512 }
    web:
        cpu: 512  # half
network: {cidr: 10.0.0.0/16}
`;

/** Lines that only one of the two texts has, each with its side. */
function differing(before: string, after: string): readonly string[] {
  const [one, other] = [before.split("\n"), after.split("\n")];
  return [
    ...one.filter((line) => !other.includes(line)).map((line) => `-${line}`),
    ...other.filter((line) => !one.includes(line)).map((line) => `+${line}`),
  ];
}

describe("an edit of an environment's file", () => {
  it("keeps comments, empty lines, order and the style of every line that it does not touch, byte for byte", () => {
    const edited = editSettings(TEXT, [{ path: "services.web.cpu", value: 1024 }]);
    expect(differing(TEXT, edited)).toEqual(["-        cpu: 512  # half", "+        cpu: 1024 # half"]);
    expect(edited.startsWith("# of acme\n\n\nproduct:   threa   # it is small\n")).toBe(true);
  });

  it("adds what is new, and quotes what YAML 1.1 would read as a boolean", () => {
    const edited = editSettings(TEXT, [{ path: "edge.mode", value: "off" }]);
    expect(edited).toBe(`${TEXT}edge:\n    mode: "off"\n`);
  });

  it("takes away what stands in the way of a path", () => {
    const text = "cluster:\n  loadBalancer:\n    https: false # for now\n";
    const edited = editSettings(text, [{ path: ["cluster", "loadBalancer", "https", "domain"], value: "a.example" }]);
    expect(parse(edited)).toEqual({ cluster: { loadBalancer: { https: { domain: "a.example" } } } });
  });

  it("needs no line for what product and tier give, and sets to null what they give and is to go", () => {
    const given = { network: { cidr: "10.1.0.0/16" }, tier: "prod" };
    const edits = [
      { path: "network.cidr", value: "10.1.0.0/16" },
      { path: ["tier"], value: undefined },
    ];
    const edited = editSettings(TEXT, edits, given);
    expect(differing(TEXT, edited)).toEqual(["-tier: prod", "-network: {cidr: 10.0.0.0/16}", "+tier: null"]);
  });

  it("takes a key with a dot as one key", () => {
    const path = ["data", "postgres", "parameters", "rds.force_ssl"];
    expect(parse(editSettings("", [{ path, value: "1" }]))).toEqual({
      data: { postgres: { parameters: { "rds.force_ssl": "1" } } },
    });
  });

  it("leaves each environment's file as it is but for its one line, and back again", () => {
    const folder = join(import.meta.dirname, "..", "..", "..", "environments");
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".yaml"))) {
      const text = readFileSync(join(folder, name), "utf8");
      expect(editSettings(text, [])).toBe(text);
      const edited = editSettings(text, [{ path: "naming.base", value: "other" }]);
      expect(differing(text, edited).filter((line) => !/naming|base/.test(line))).toEqual([]);
    }
  });
});
