import { EMPTY_STACK } from "@strata/engine";
import { loadEnvironment } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareConsumed, compareMakings } from "../../src/cutoff/compare.ts";
import { fingerprintOf, type Makings } from "../../src/cutoff/makings.ts";
import { allPaths, canonical, pickSettings } from "../../src/cutoff/settings.ts";
import { REPOSITORY } from "../engine-workspace.ts";

const environment = loadEnvironment(REPOSITORY, "threa-prod");
const makings: Makings = {
  program: { "stacks/data/index.ts": "a", "libs/iam/src/index.ts": "b" },
  packages: { zod: "4.0.0" },
  stackConfig: { "strata:data.postgres.password": "sha256:1" },
  environment,
  overrides: {},
  engine: "3.259.0",
};
const reads = [[], ["name"], ["services"], ["services", "app"], ["services", "app", "cpu"], ["network", "zones"]];
const then = fingerprintOf(makings, reads);

/** What stands in an environment after settings of its own for this test. */
const environmentWith = (settings: Readonly<Record<string, string>>) =>
  loadEnvironment(REPOSITORY, "threa-prod", settings);

/** The same map with its keys in another order. */
const reversed = <Value>(map: Readonly<Record<string, Value>>) => Object.fromEntries(Object.entries(map).toReversed());

describe("a layer is as at its last success", () => {
  it("when nothing has changed, in whatever order it was read", () => {
    const { program, packages, stackConfig } = makings;
    const shuffled = {
      ...makings,
      program: reversed(program),
      packages: reversed(packages),
      stackConfig: reversed(stackConfig),
    };
    expect(compareMakings(then, shuffled)).toEqual([]);
    expect(compareMakings(fingerprintOf(makings, reads.toReversed()), makings)).toEqual([]);
  });

  it("when a setting changes that its program did not read", () => {
    const changed = environmentWith({ "observability.emails": "[a@example.com]", "network.flowLogs.enabled": "false" });
    expect(compareMakings(then, { ...makings, environment: changed })).toEqual([]);
  });

  it("after its memory was written and read again", () => {
    const whole = fingerprintOf(makings, undefined);
    expect(compareMakings(JSON.parse(JSON.stringify(whole)), makings)).toEqual([]);
  });
});

describe("a layer is changed", () => {
  it("by a file, a package, a secret or the engine, each of which is told", () => {
    const now: Makings = {
      ...makings,
      program: { "stacks/data/index.ts": "c", "stacks/data/src/new.ts": "d" },
      packages: { zod: "4.1.0" },
      stackConfig: { "strata:data.postgres.password": "sha256:2" },
      engine: "3.260.0",
    };
    expect(compareMakings(then, now)).toEqual([
      { kind: "program", what: "libs/iam/src/index.ts", change: "removed" },
      { kind: "program", what: "stacks/data/index.ts", change: "changed" },
      { kind: "program", what: "stacks/data/src/new.ts", change: "added" },
      { kind: "stack config", what: "strata:data.postgres.password", change: "changed" },
      { kind: "package", what: "zod", change: "changed", from: "4.0.0", to: "4.1.0" },
      { kind: "engine", what: "engine", change: "changed", from: "3.259.0", to: "3.260.0" },
    ]);
  });

  it("by a value that its program read, with both values", () => {
    const changed = environmentWith({ "services.app.cpu": "512", "services.app.memory": "1024" });
    expect(compareMakings(then, { ...makings, environment: changed })).toEqual([
      { kind: "setting", what: "services.app.cpu", change: "changed", from: 256, to: 512 },
    ]);
  });

  it("by a key in a map that its program read, and by what it read below it", () => {
    const { app } = environment.services;
    const renamed: Makings["environment"] = { ...environment, services: app === undefined ? {} : { worker: app } };
    expect(compareMakings(then, { ...makings, environment: renamed })).toEqual([
      { kind: "setting", what: "services.app", change: "removed" },
      { kind: "setting", what: "services.worker", change: "added" },
      { kind: "setting", what: "services.app.cpu", change: "removed", from: 256 },
    ]);
  });

  it("by any setting at all, where its program does not say what it reads", () => {
    const paths = allPaths(environment).filter((path) => path.length > 0);
    const whole = fingerprintOf(makings, undefined);
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const changed = { ...makings, environment: replaced(environment, path) };
        expect(compareMakings(whole, changed)).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

it("reads settings in an order of their own", () => {
  const paths = allPaths(environment);
  fc.assert(
    fc.property(fc.shuffledSubarray([...paths]), (some) => {
      const sorted = [...some].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      expect(canonical(pickSettings(environment, some))).toBe(canonical(pickSettings(environment, sorted)));
    }),
    { numRuns: 50 },
  );
});

describe("consumed outputs", () => {
  const upstreams = (outputHashes: Readonly<Record<string, string>>) =>
    new Map([["network" as const, { ...EMPTY_STACK, outputHashes }]]);
  const consumed = [{ upstream: "network", output: "vpcId", hash: "1" } as const];

  it("change a layer when they are others, or gone", () => {
    const known = { consumed, consumesAll: false };
    expect(compareConsumed(known, upstreams({ vpcId: "1", zones: "9" }))).toEqual([]);
    expect(compareConsumed(known, upstreams({ vpcId: "2" }))).toEqual([
      { kind: "output", what: "network.vpcId", change: "changed" },
    ]);
    expect(compareConsumed(known, upstreams({}))).toEqual([
      { kind: "output", what: "network.vpcId", change: "removed" },
    ]);
  });

  it("change a layer that may have read all of them when there is a new one", () => {
    expect(compareConsumed({ consumed, consumesAll: true }, upstreams({ vpcId: "1", zones: "9" }))).toEqual([
      { kind: "output", what: "network.zones", change: "added" },
    ]);
  });

  it("change a layer that looked for one which was not there, once it is", () => {
    const looked = { consumed: [{ upstream: "network", output: "zones", hash: null } as const], consumesAll: false };
    expect(compareConsumed(looked, upstreams({ vpcId: "1" }))).toEqual([]);
    expect(compareConsumed(looked, upstreams({ zones: "9" }))).toHaveLength(1);
  });
});

/** An environment with another value at a path: it only has to be another one. */
function replaced(tree: typeof environment, path: readonly string[]): typeof environment {
  const copy = structuredClone(tree);
  let place: object = copy;
  for (const key of path.slice(0, -1)) place = Object.entries(place).find(([name]) => name === key)?.[1] ?? place;
  Object.assign(place, { [path.at(-1) ?? ""]: "another value" });
  return copy;
}
