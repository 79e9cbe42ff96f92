import { DISABLED } from "@strata/shared-config";
import { parse } from "dotenv";
import { describe, expect, it } from "vitest";
import { envFileText, unknownKeys } from "../../src/application/env-file.ts";
import { parseExample } from "../../src/application/example-file.ts";
import { proliferate } from "./fixtures.ts";

const EXAMPLE = parseExample("# Top\n\n# One\nONE=1\n# Two\nTWO=\n# Three\nAWS_ACCESS_KEY_ID=\n");
const { application } = proliferate();
const text = (values: Readonly<Record<string, string>>, existing: Readonly<Record<string, string>> = {}) =>
  envFileText(application, EXAMPLE, new Map(Object.entries(values)), new Map(Object.entries(existing)));

describe("the text of an environment file", () => {
  it("PROL-115: has the example's comments and order", () => {
    expect(text({ TWO: "b", ONE: "a", AWS_ACCESS_KEY_ID: "AK" })).toBe(
      "# Top\n\n# One\nONE=a\n# Two\nTWO=b\n# Three\nAWS_ACCESS_KEY_ID=AK\n",
    );
  });

  it("keeps what an existing file has besides, at its end, and is the same the next time", () => {
    const values = { ONE: "a", TWO: "b", AWS_ACCESS_KEY_ID: "AK" };
    const first = text(values, { MINE: "it's", EMPTY: "" });
    expect(first).toMatch(/\n# Kept .*\nMINE="it's"\nEMPTY=\n$/);
    expect(text(values, parse(first))).toBe(first);
    expect(unknownKeys(EXAMPLE, new Map(Object.entries(parse(first))))).toEqual(["MINE", "EMPTY"]);
  });

  it("PROL-071: makes a comment of what a tool would take for a value", () => {
    expect(text({ ONE: "a", TWO: "b", AWS_ACCESS_KEY_ID: DISABLED })).toContain("# AWS_ACCESS_KEY_ID=disabled");
  });

  it("PROL-111, B23: names every key that has no value or one that the format cannot hold, and no value", () => {
    const beyond = "all '\"` of them #s3cret";
    expect(() => text({ ONE: beyond, AWS_ACCESS_KEY_ID: "AK" })).toThrow(
      expect.objectContaining({ code: "ENV_UNWRITABLE", message: expect.stringMatching(/ONE, TWO/) }),
    );
    expect(() => text({ ONE: beyond, TWO: "b", AWS_ACCESS_KEY_ID: "AK" })).not.toThrow(/s3cret/);
  });
});
