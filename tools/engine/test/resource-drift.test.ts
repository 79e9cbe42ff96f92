import { DiffKind } from "@pulumi/pulumi/automation/index.js";
import { describe, expect, it } from "vitest";
import { pathParts } from "../src/drift/property-path.ts";
import { driftOf } from "../src/drift/resource-drift.ts";

type Metadata = Parameters<typeof driftOf>[0];

const URN = "urn:pulumi:threa-prod::data::aws:rds/instance:Instance::postgres";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };

const side = (inputs: Record<string, unknown>, outputs: Record<string, unknown> = inputs) => ({
  type: "aws:rds/instance:Instance",
  urn: URN,
  custom: true,
  id: "db-1",
  parent: "",
  provider: "",
  inputs,
  outputs,
});

const step = (rest: Partial<Metadata>): Metadata => ({
  op: "update",
  urn: URN,
  type: "aws:rds/instance:Instance",
  provider: "",
  ...rest,
});

describe("a refresh's step", () => {
  it("says nothing of a resource that is as the state has it", () => {
    expect(driftOf(step({ op: "same", old: side({ a: 1 }), new: side({ a: 1 }) }))).toBeUndefined();
    expect(driftOf(step({ old: side({ a: 1 }), new: side({ a: 1 }) }))).toBeUndefined();
  });

  it("gives the state's and the real value of each path that the engine names, by path", () => {
    const drift = driftOf(
      step({
        old: side({ size: 20, tags: { "strata:urn": "x" } }, { size: 20, arn: "arn:a" }),
        new: side({ size: 99, tags: { "strata:urn": "x", "Cost.Centre": "7" } }, { size: 99, arn: "arn:b" }),
        detailedDiff: {
          size: { diffKind: DiffKind.update, inputDiff: true },
          'tags["Cost.Centre"]': { diffKind: DiffKind.add, inputDiff: true },
          arn: { diffKind: DiffKind.update, inputDiff: false },
        },
      }),
    );
    expect(drift).toMatchObject({ id: "db-1", change: "changed" });
    expect(drift?.properties).toEqual([
      { path: "arn", state: "arn:a", real: "arn:b" },
      { path: "size", state: 20, real: 99 },
      { path: 'tags["Cost.Centre"]', state: undefined, real: "7" },
    ]);
  });

  it("compares the outputs where the engine names no path", () => {
    const { properties } = driftOf(step({ old: side({ a: [1], b: 2 }), new: side({ a: [1], b: 3 }) })) ?? {};
    expect(properties).toEqual([{ path: "b", state: 2, real: 3 }]);
  });

  it("masks both values where one of the two is a secret, also inside of it", () => {
    const detailedDiff = {
      password: { diffKind: DiffKind.update, inputDiff: true },
      "users[0].key": { diffKind: DiffKind.update, inputDiff: true },
    };
    const old = side({ password: SECRET, users: SECRET });
    const now = side({ password: "in clear", users: [{ key: "in clear" }] });
    const drift = driftOf(step({ old, new: now, detailedDiff }));
    expect(drift?.properties.map(({ path, state, real }) => [path, state, real])).toEqual([
      ["password", "[secret]", "[secret]"],
      ["users[0].key", "[secret]", "[secret]"],
    ]);
    expect(JSON.stringify(drift)).not.toContain("in clear");
  });

  it("tells of a resource that is gone", () => {
    expect(driftOf(step({ op: "delete", old: side({ a: 1 }) }))).toMatchObject({ change: "deleted", properties: [] });
  });
});

it.each([
  ["desiredCount", ["desiredCount"]],
  ["tags.Owner", ["tags", "Owner"]],
  ['tags["strata:urn"]', ["tags", "strata:urn"]],
  ["ingress[0].fromPort", ["ingress", 0, "fromPort"]],
  ['a["with \\"quotes\\""][2]', ["a", 'with "quotes"', 2]],
])("reads the path %s", (path, parts) => {
  expect(pathParts(path)).toEqual(parts);
});
