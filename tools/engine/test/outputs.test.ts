import { MASK, UNKNOWN } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { plainOutputs } from "../src/run/outputs.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

describe("a stack's outputs as plain values", () => {
  it("opens an output value that is known", () => {
    expect(plainOutputs({ a: { [SIGNATURE]: OUTPUT_VALUE, value: { b: 1 } } })).toEqual({ a: { b: 1 } });
  });

  it("masks an output value that is secret, known or not", () => {
    expect(plainOutputs({ a: { [SIGNATURE]: OUTPUT_VALUE, secret: true, value: "x" } })).toEqual({ a: MASK });
  });

  it("marks an output value that only a deploy can tell", () => {
    expect(plainOutputs({ a: { [SIGNATURE]: OUTPUT_VALUE } })).toEqual({ a: UNKNOWN });
  });

  it("leaves ordinary values as they are", () => {
    const ordinary = { text: "x", none: null, list: [1, true], nested: { deep: {} } };
    expect(plainOutputs(ordinary)).toEqual(ordinary);
  });
});
