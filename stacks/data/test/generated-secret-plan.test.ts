import { StrataError } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkUnchanged, type Generated, generatedName, randomInputs, written } from "../src/generated-secret-plan.ts";

const FORMATS = ["alphanumeric", "base64", "hex"] as const;
const generated: fc.Arbitrary<Generated> = fc.record({
  length: fc.integer({ min: 16, max: 256 }),
  format: fc.constantFrom(...FORMATS),
  generation: fc.integer({ min: 1, max: 9 }),
});
const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: count, maxLength: count });

describe("a generated secret", () => {
  it("PROL-083 of 32 bytes in base64 has 44 characters, and is those bytes", () => {
    fc.assert(
      fc.property(digits(64), (drawn) => {
        const value = written(drawn, { length: 32, format: "base64", generation: 1 });
        expect(value).toHaveLength(44);
        expect(Buffer.from(value, "base64").toString("hex")).toBe(drawn);
      }),
    );
  });

  it("is drawn in as many characters as its format takes", () => {
    const lengths = FORMATS.map((format) => randomInputs({ length: 32, format, generation: 1 }).length);
    expect(lengths).toEqual([32, 64, 64]);
    expect(randomInputs({ length: 48, format: "alphanumeric", generation: 1 })).toEqual({ length: 48, special: false });
  });

  it("is the same resource as long as its generation is the same", () => {
    fc.assert(
      fc.property(generated, generated, (one, other) => {
        expect(generatedName("salt", one) === generatedName("salt", other)).toBe(one.generation === other.generation);
      }),
    );
    expect(generatedName("salt", { length: 64, format: "hex", generation: 1 })).toBe("salt");
    expect(generatedName("salt", { length: 64, format: "hex", generation: 2 })).toBe("salt-2");
  });

  it("RUN-020 is accepted as it was made, and refused with any other length or format", () => {
    fc.assert(
      fc.property(generated, generated, (was, wanted) => {
        const { length, keepers } = randomInputs(was);
        const made = { length: Number(length), keepers: keepers === undefined ? undefined : { format: was.format } };
        const check = () => checkUnchanged("salt", wanted, made);
        if (was.length === wanted.length && was.format === wanted.format) expect(check).not.toThrow();
        else expect(check).toThrow(StrataError);
      }),
    );
  });

  it("names the entry and the generation that would make a new value when it is refused", () => {
    const wanted = { length: 32, format: "hex", generation: 2 } as const;
    const made = { length: 64, keepers: undefined };
    expect(() => checkUnchanged("master-salt", wanted, made)).toThrow(
      expect.objectContaining({
        code: "SECRET_WOULD_CHANGE",
        message: expect.stringContaining("data.secrets.entries.master-salt is alphanumeric of length 64"),
        hint: expect.stringContaining("data.secrets.entries.master-salt.generation: 3"),
      }),
    );
  });
});
