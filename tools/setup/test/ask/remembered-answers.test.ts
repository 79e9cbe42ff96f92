import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GIVEN } from "../../src/ask/question.ts";
import { readRemembered, remember, rememberedFile } from "../../src/ask/remembered-answers.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strata-remembered-"));
});
afterEach(() => rmSync(root, { recursive: true }));

it("keeps the plain answers, for its owner alone, and nothing of a secret", () => {
  const file = rememberedFile(root, "acme-dev");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "{}", { mode: 0o644 });
  remember(root, "acme-dev", { size: "3", token: GIVEN, nick: "" });
  expect(readRemembered(root, "acme-dev")).toEqual({ answers: { size: "3", nick: "" } });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, "utf8")).not.toContain("token");
  expect(readdirSync(dirname(file))).toEqual(["acme-dev.json"]);
});

it("finds nothing before the first run", () => {
  expect(readRemembered(root, "acme-dev")).toEqual({ answers: {} });
});

it.each([
  ["half written", '{ "version": 1, "ans'],
  ["of another shape", '{ "version": 9 }'],
])("ignores a file that is %s, with a word", (_, text) => {
  const file = rememberedFile(root, "acme-dev");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const { answers, problem } = readRemembered(root, "acme-dev");
  expect(answers).toEqual({});
  expect(problem).toContain(file);
});
