import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { requiredVersion } from "../src/cli/pinned.ts";

const PULUMI = "github.com/pulumi/pulumi/pkg/v3";

describe("the pinned engine's version", () => {
  it("is read from a require line by itself", () => {
    expect(requiredVersion(`module x\n\nrequire ${PULUMI} v3.259.0\n`, PULUMI)).toBe("3.259.0");
  });

  it("is read from a require block, with a comment behind it", () => {
    expect(requiredVersion(`require (\n\tother v1.0.0\n\t${PULUMI} v3.1.2 // pinned\n)`, PULUMI)).toBe("3.1.2");
  });

  it("is not taken from a module whose name only begins alike", () => {
    expect(requiredVersion(`require ${PULUMI}/extra v9.9.9`, PULUMI)).toBeUndefined();
  });

  it("stands in the repository's own module", () => {
    const goMod = readFileSync(new URL("../go/cli/go.mod", import.meta.url), "utf8");
    expect(requiredVersion(goMod, PULUMI)).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
