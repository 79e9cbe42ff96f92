import { describe, expect, it } from "vitest";
import { parseEvent } from "../src/steps/engine.mjs";
import { packagesAdded, packagesToAdd } from "../src/steps/packages.mjs";

describe("what pnpm prints during an installation", () => {
  it("tells how many packages there are and how many are in place", () => {
    expect(packagesToAdd("Packages: +565 -3")).toBe(565);
    expect(packagesAdded("Progress: resolved 565, reused 12, downloaded 500, added 498")).toBe(498);
  });

  it("tells nothing of that in other lines", () => {
    expect(packagesToAdd("Packages are hard linked from the store")).toBeUndefined();
    expect(packagesAdded("Done in 943ms using pnpm v12.21.0")).toBeUndefined();
  });
});

describe("what the engine's installation prints", () => {
  it("is an event when it is JSON, and a message otherwise", () => {
    expect(parseEvent('{"step":"building","done":1,"total":2,"unit":"packages"}')).toMatchObject({ done: 1, total: 2 });
    expect(parseEvent("ENGINE_MISSING: Pulumi is not here")).toBeUndefined();
  });
});
