import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { watchReads } from "../src/layer/watch-reads.ts";
import { isTree, valueAt } from "../src/load/tree.ts";

const DATA = { name: "a", services: { api: { cpu: 256, ports: [80, 443] }, web: { cpu: 512, ports: [] } }, dns: {} };

/** Watched data, and the paths that were read so far, as a person writes them. */
function watch<Data extends object>(data: Data) {
  const reads = new Set<string>();
  const watched = watchReads(data, (path) => void reads.add(path.join(".")));
  return { watched, reads: () => [...reads].sort() };
}

describe("watched data", () => {
  it("tells the way to each value that was got, and nothing of its neighbours", () => {
    const { watched, reads } = watch(DATA);
    expect(reads()).toEqual([""]);
    expect(watched.services.api.cpu).toBe(256);
    expect(reads()).toEqual(["", "services", "services.api", "services.api.cpu"]);
  });

  it("gives the same thing each time", () => {
    const { watched } = watch(DATA);
    expect(watched.services.api).toBe(watched.services.api);
  });

  it.each<[string, (data: typeof DATA) => unknown]>([
    ["JSON", (data) => JSON.parse(JSON.stringify(data))],
    ["structuredClone", (data) => structuredClone(data)],
    ["a spread", (data) => ({ ...data, services: { ...data.services } })],
    [
      "zod",
      (data) =>
        z
          .looseObject({ services: z.record(z.string(), z.object({ cpu: z.number(), ports: z.array(z.number()) })) })
          .parse(data),
    ],
    ["Pulumi's outputs", async (data) => await new Promise((resolve) => pulumi.output(data).apply(resolve))],
  ])("is plain data to %s, which reads the value of what it takes", async (_, read) => {
    const { watched, reads } = watch(DATA);
    expect(await read(watched)).toEqual(DATA);
    expect(reads()).toContain("services.web");
  });

  it("is read whole by what writes it out", () => {
    const { watched, reads } = watch(DATA);
    JSON.stringify(watched);
    const all = ["", "dns", "name", "services", "services.api", "services.api.cpu", "services.api.ports"];
    expect(reads()).toEqual([...all, "services.web", "services.web.cpu", "services.web.ports"]);
  });
});

type Tree = { [key: string]: Tree | number | number[] | undefined };
const key = fc.constantFrom("a", "b", "c");
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.dictionary(
    key,
    fc.oneof({ maxDepth: 3 }, fc.nat(2), fc.array(fc.nat(2), { maxLength: 2 }), fc.constant(undefined), tie("tree")),
    { maxKeys: 3 },
  ),
}));

/** A look at data: at a path, for a value, for keys, or for all that is below. */
const look = fc.record({ path: fc.array(key, { maxLength: 3 }), how: fc.constantFrom("value", "keys", "all", "has") });

function run(data: object, looks: readonly { readonly path: readonly string[]; readonly how: string }[]): string {
  const seen = looks.map(({ path, how }) => {
    const found = valueAt(data, path);
    if (typeof found !== "object" || found === null) return found ?? "nothing";
    if (how === "all") return found;
    if (Array.isArray(found)) return found;
    // A key without a value is no key, as in JSON.
    const keys = Object.keys(found).filter((name) => valueAt(found, [name]) !== undefined);
    return how === "has" ? keys.includes("a") : keys.sort();
  });
  return canonical(seen);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Data that differs in one place: another value, one less, or one more. */
const change = fc.record({
  path: fc.array(key, { minLength: 1, maxLength: 3 }),
  value: fc.option(fc.nat(2), { nil: undefined }),
});

function changed(data: Tree, [first = "", ...rest]: readonly string[], value: number | undefined): Tree {
  const below = data[first];
  const inner = typeof below === "object" && !Array.isArray(below) ? below : {};
  return { ...data, [first]: rest.length === 0 ? value : changed(inner, rest, value) };
}

it("misses nothing: a program sees the same in other data that agrees on all that it read", () => {
  fc.assert(
    fc.property(tree, change, fc.array(look, { maxLength: 4 }), (one, { path, value }, looks) => {
      const other = changed(one, path, value);
      const { watched, reads } = watch(one);
      const seen = run(watched, looks);
      const agrees = reads().every((read) => {
        const at = read === "" ? [] : read.split(".");
        return shape(valueAt(one, at)) === shape(valueAt(other, at));
      });
      if (agrees) expect(run(other, looks)).toBe(seen);
    }),
    { numRuns: 2000 },
  );
});

/** What a read of a path counts as having seen: the keys of a map, all of anything else. */
function shape(value: unknown): string {
  if (!isTree(value)) return JSON.stringify(value) ?? "nothing";
  return `keys ${Object.keys(value)
    .filter((name) => valueAt(value, [name]) !== undefined)
    .sort()}`;
}
