import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { strata } from "../run.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");

describe("strata setup, where there is no terminal,", () => {
  it.each([
    ["no environment", [], "which environment"],
    ["no answers", ["acme-dev"], "--print-answers > answers.yaml"],
    ["no yes", ["acme-dev", "--answers", "answers.yaml"], "--yes"],
    ["no name of an environment", ["Acme", "--answers", "answers.yaml", "--yes"], "lower-case letters"],
  ])("is refused with %s", async (_, words, text) => {
    const before = readdirSync(root);
    expect(await strata("setup", ...words)).toMatchObject({ code: 2, err: expect.stringContaining(text) });
    expect(readdirSync(root)).toEqual(before);
  });

  it("prints an answers file to start from", async () => {
    const { code, out } = await strata("setup", "acme-dev", "--print-answers");
    expect(code).toBe(0);
    expect(out).toContain("state.backend: s3");
  });
});
