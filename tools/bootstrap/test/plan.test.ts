import { describe, expect, it } from "vitest";
import { type Facts, planSetup } from "../src/plan.mjs";

const wanted = { node: "22.23.3", pnpm: "12.21.0" };

/** A machine on which everything is there already. */
const complete: Facts = {
  node: "20.20.2",
  wanted,
  installed: wanted,
  pnpmOnPath: undefined,
  packagesFresh: true,
  engineKnown: true,
  hooksWanted: false,
};

describe("the set-up", () => {
  it("does nothing when nothing is missing", () => {
    expect(planSetup(complete)).toEqual([]);
  });

  it("brings everything to a bare machine, in the order in which one needs the other", () => {
    const bare = { ...complete, installed: {}, packagesFresh: false, engineKnown: false, hooksWanted: true };
    expect(planSetup(bare).map(({ name }) => name)).toEqual(["tools", "packages", "engine", "hooks"]);
    expect(planSetup(bare)[0]).toEqual({ name: "tools", node: true, pnpm: true });
  });

  it("uses the Node that runs it when that one fits, and the pnpm on PATH when it is exactly the one", () => {
    const own = { ...complete, node: "24.15.0", installed: {}, pnpmOnPath: "12.21.0" };
    expect(planSetup(own)).toEqual([]);
  });

  it("does not use another pnpm, not even a newer one", () => {
    const other = { ...complete, node: "24.15.0", installed: {}, pnpmOnPath: "12.22.0" };
    expect(planSetup(other)).toEqual([{ name: "tools", node: false, pnpm: true }]);
  });

  it("replaces the tools when the repository names other versions", () => {
    const pulled = { ...complete, wanted: { node: "22.24.0", pnpm: "12.21.0" } };
    expect(planSetup(pulled)).toEqual([{ name: "tools", node: true, pnpm: false }]);
  });

  it("installs packages alone after a pull that changes the lock file", () => {
    expect(planSetup({ ...complete, packagesFresh: false })).toEqual([{ name: "packages" }]);
  });
});
