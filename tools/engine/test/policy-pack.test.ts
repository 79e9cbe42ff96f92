import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { findPolicyPacks } from "../src/policies/policy-pack.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strata-policies-"));
  return () => rmSync(root, { recursive: true });
});

function put(file: string, text: string): void {
  mkdirSync(dirname(join(root, "policies", file)), { recursive: true });
  writeFileSync(join(root, "policies", file), text);
}

function pack(name: string, manifest = "runtime: nodejs\n", described = '{ "version": "0.1.0" }', entry = "index.ts") {
  put(`${name}/PulumiPolicy.yaml`, manifest);
  put(`${name}/package.json`, described);
  put(`${name}/${entry}`, "");
}

it("finds a pack by its folder's name, once, though it is named twice", () => {
  pack("baseline");
  expect(findPolicyPacks(root, ["baseline", "baseline"])).toEqual([
    { name: "baseline", folder: "policies/baseline", entry: "index.ts" },
  ]);
});

it.each([
  ["index.js", "runtime: nodejs", '{ "version": "0.1.0" }', "index.js"],
  ["src/rules.ts", "runtime: { name: nodejs }", '{ "version": "0.1.0", "main": "src/rules.ts" }', "src/rules.ts"],
  ["rules.mts", "runtime: nodejs\nmain: rules.mts", '{ "version": "0.1.0" }', "rules.mts"],
  // Pulumi writes the folder there; then the program has its usual name.
  ["index.ts", "runtime: nodejs\nmain: .", '{ "version": "0.1.0" }', "index.ts"],
])("takes %s for the program, as the pack's files say", (entry, manifest, described, file) => {
  pack("baseline", manifest, described, file);
  expect(findPolicyPacks(root, ["baseline"])).toMatchObject([{ entry }]);
});

it("names the packs that are there, and the nearest, for one that is not", () => {
  pack("baseline");
  pack("costs");
  expect(() => findPolicyPacks(root, ["basline"])).toThrow(
    expect.objectContaining({
      code: "POLICY_PACK_MISSING",
      message: expect.stringContaining("did you mean baseline?; there are baseline, costs"),
    }),
  );
});

it("refuses one whose folder has no PulumiPolicy.yaml", () => {
  put("baseline/index.ts", "");
  expect(() => findPolicyPacks(root, ["baseline"])).toThrow(expect.objectContaining({ code: "POLICY_PACK_MISSING" }));
});

it.each([
  ["another runtime", "runtime: python", '{ "version": "0.1.0" }', "index.ts", "runtime python"],
  ["no version", "runtime: nodejs", "{}", "index.ts", "package.json is not what it has to be"],
  ["no program", "runtime: nodejs", '{ "version": "0.1.0" }', "other.ts", "has no program"],
  ["no YAML", "runtime: [", '{ "version": "0.1.0" }', "index.ts", "cannot be read"],
])("refuses a pack with %s before it is run", (_, manifest, described, entry, message) => {
  pack("baseline", manifest, described, entry);
  expect(() => findPolicyPacks(root, ["baseline"])).toThrow(
    expect.objectContaining({ code: "POLICY_PACK_INVALID", message: expect.stringContaining(message) }),
  );
});
