import { describe, expect, it } from "vitest";
import { create } from "../src/operations/lifecycle.ts";
import { reveal, type Values } from "../src/wire/values.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

function password(inputs: Values): string {
  const type = "random:index/randomPassword:RandomPassword";
  const made = create(memoryCloud(), { type, urn: urnOf(type, "p") }, inputs, scopeIn("eu-central-1"), false);
  return String(reveal(made.outputs.result ?? null));
}

describe("a random password", () => {
  it("is secret, and has the length and the characters that were asked for", () => {
    expect(password({ length: 40, special: false })).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(password({ length: 40, overrideSpecial: "_", upper: false, minSpecial: 5 })).toMatch(/^[a-z0-9_]{40}$/);
    expect(password({ length: 12, special: false, upper: false, lower: false })).toMatch(/^\d{12}$/);
    expect(password({ length: 12, minUpper: 12 })).toMatch(/^[A-Z]{12}$/);
  });

  it("has at least as many of a kind as were asked for", () => {
    const digits = password({ length: 20, minNumeric: 15 }).replace(/\D/g, "");
    expect(digits.length).toBeGreaterThanOrEqual(15);
  });

  it("stays for the same keepers, and is another for others", () => {
    const inputs = { length: 20, keepers: { version: "1" } };
    expect(password(inputs)).toBe(password({ keepers: { version: "1" }, length: 20 }));
    expect(password(inputs)).not.toBe(password({ ...inputs, keepers: { version: "2" } }));
  });
});
