import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest, physicalName, withoutRootDot } from "../src/index.ts";

describe("physicalName", () => {
  it("keeps a name that fits, and is the same on every run and within the limit for one that does not", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z-]{0,90}$/), fc.integer({ min: 12, max: 64 }), (name, limit) => {
        const physical = physicalName(name, limit);
        expect(physical.length).toBeLessThanOrEqual(limit);
        expect(physicalName(name, limit)).toBe(physical);
        if (name.length <= limit) expect(physical).toBe(name);
      }),
    );
  });

  it("tells two long names with one beginning apart", () => {
    expect(physicalName(`${"a".repeat(40)}-one`, 32)).not.toBe(physicalName(`${"a".repeat(40)}-two`, 32));
  });
});

describe("nearest", () => {
  it("finds a mistyped name and nothing for a stranger", () => {
    expect(nearest("netwrok", ["network", "data"])).toBe("network");
    expect(nearest("kubernetes", ["network", "data"])).toBeUndefined();
  });
});

it("a DNS name loses the root's dot and no other", () => {
  expect(withoutRootDot("_1.example.com.")).toBe("_1.example.com");
  expect(withoutRootDot("_1.example.com")).toBe("_1.example.com");
});
