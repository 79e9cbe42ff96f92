import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diff } from "../src/operations/diff.ts";
import type { Values } from "../src/wire/values.ts";
import { memoryCloud } from "./memory-cloud.ts";
import { REPLACEMENTS } from "./replacements.ts";

const STACKS = join(import.meta.dirname, "../../../stacks");
const { facts } = memoryCloud();

/** Every type of AWS and Cloudflare in the golden resource lists, with the properties that some environment sets. */
function registered(): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const file of goldens()) {
    let properties = new Set<string>();
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const [, type, property] = /^(?:((?:aws|cloudflare):\S+) | {2}(\w+): )/.exec(line) ?? [];
      if (type !== undefined) {
        properties = types.get(type) ?? new Set();
        types.set(type, properties);
      } else if (property !== undefined) properties.add(property);
      else properties = new Set();
    }
  }
  return types;
}

function goldens(): readonly string[] {
  return ["network", "data", "cluster", "services", "edge", "observability"].flatMap((layer) => {
    const folder = join(STACKS, layer, "test/golden");
    return readdirSync(folder).map((file) => join(folder, file));
  });
}

function change(type: string, before: Values, after: Values) {
  const found = facts.resource(type);
  if (!found) throw new Error(`${type} is no type`);
  return diff(found, { __defaults: [], ...before }, { __defaults: [], ...after });
}

describe("a change of what the stacks set", () => {
  const types = registered();

  it("is known for each type that they register, and for no other", () => {
    expect(Object.keys(REPLACEMENTS)).toEqual([...types.keys()].sort());
    expect(types.size).toBeGreaterThan(75);
  });

  it.each(Object.entries(REPLACEMENTS))("of %s makes a new resource by these alone: %j", (type, expected) => {
    const properties = [...(types.get(type) ?? [])].sort();
    const replacing = properties.filter((name) => {
      const { changes, replaces } = change(type, { [name]: "a" }, { [name]: "b" });
      expect(changes).toEqual([{ path: name, kind: "update", replaces: replaces.includes(name) }]);
      return replaces.includes(name);
    });
    expect(replacing).toEqual(expected);
  });

  it("makes a new resource by a property inside an object, where the object as a whole would not", () => {
    const type = "aws:ecs/capacityProvider:CapacityProvider";
    const provider = (group: string, protection: string) => ({
      name: "hosts",
      autoScalingGroupProvider: { autoScalingGroupArn: group, managedTerminationProtection: protection },
    });
    expect(change(type, provider("a", "ENABLED"), provider("a", "DISABLED")).replaces).toEqual([]);
    expect(change(type, provider("a", "ENABLED"), provider("b", "ENABLED"))).toMatchObject({
      replaces: ["autoScalingGroupProvider"],
      deleteBeforeReplace: true,
    });
  });

  it("lets the old resource go first where a name that the program gave stays", () => {
    const named = [...types].filter(
      ([type, set]) => set.has("name") && (REPLACEMENTS[type] ?? []).some((one) => one !== "name"),
    );
    expect(named.length).toBeGreaterThan(15);
    for (const [type] of named) {
      const property = REPLACEMENTS[type]?.find((one) => one !== "name") ?? "";
      const before = { name: "same", [property]: "a" };
      expect([type, change(type, before, { ...before, [property]: "b" }).deleteBeforeReplace]).toEqual([type, true]);
      expect([type, change(type, before, { name: "other", [property]: "b" }).deleteBeforeReplace]).toEqual([
        type,
        false,
      ]);
    }
  });
});
