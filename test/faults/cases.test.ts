import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { faultLines, readCases } from "./cases.ts";

const TABLE =
  "| case | fault | what happens |\n| --- | --- | --- |\n| F1 | the engine dies | it is adopted |\n| F2 | Nx dies | it ends |\n| F3 | nobody cares | – |\n| F5 | CI dies | it ends |\n";

it("counts a case as survived when it has a test and all of them passed", () => {
  const results = [
    { name: "F1 adopts what was made", passed: true },
    { name: "F1 doubles nothing", passed: true },
    { name: "F2 ends cleanly", passed: true },
    { name: "F2 leaves no lock", passed: false },
    { name: "F22 is another case", passed: true },
    { name: "F4, F5: are one test", passed: true },
  ];
  expect(faultLines(readCases(TABLE), results)).toEqual({
    lines: [
      "F1   the engine dies: survived",
      "F2   Nx dies: failed: F2 leaves no lock",
      "F3   nobody cares: no test",
      "F5   CI dies: survived",
    ],
    survived: 2,
    all: 4,
  });
});

it("finds the cases of the document, each once", () => {
  const ids = readCases(readFileSync(join(import.meta.dirname, "..", "..", "docs", "faults.md"), "utf8")).map(
    ({ id }) => id,
  );
  expect(ids.length).toBeGreaterThan(30);
  expect(new Set(ids).size).toBe(ids.length);
});
