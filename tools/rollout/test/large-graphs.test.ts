/*
 * Random graphs of up to 200 layers with random faults, on an engine in memory whose steps end in any order. 300 runs by
 * default, 10,000 with STRATA_FAULTS=long.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Edges, reach, upstreamsByLayer } from "../src/layer-graph.ts";
import { planOrder } from "../src/order.ts";
import type { LayerRecord } from "../src/record.ts";
import { unfinished } from "../src/resume.ts";
import { type StepEnd, schedule } from "../src/schedule.ts";

const RUNS = process.env.STRATA_FAULTS === "long" ? 10_000 : 300;
const MOST_LAYERS = 200;

/** What one run is made from. */
interface Game {
  readonly size: number;
  readonly concurrency: number;
  readonly failures: number;
  readonly seed: number;
}

const anyGame: fc.Arbitrary<Game> = fc.record({
  size: fc.integer({ min: 1, max: MOST_LAYERS }),
  concurrency: fc.integer({ min: 1, max: 30 }),
  failures: fc.constantFrom(0, 0.01, 0.1, 0.5),
  seed: fc.integer(),
});

/** Numbers from 0 to below 1 that a seed decides. Source: the generator "mulberry32", public domain, by T. Ettinger. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A graph without a cycle: a layer consumes up to four of those before it. Names tell nothing of the order. */
function graphOf({ size }: Game, chance: () => number): Edges<string> {
  const names = Array.from({ length: size }, (_, index) => `layer-${(index * 7919) % 1009}-${index}`);
  const edges = names.flatMap((layer, index) =>
    Array.from({ length: index === 0 ? 0 : Math.floor(chance() * 5) }, () => ({
      layer,
      upstream: names[Math.floor(chance() * index)] ?? "",
    })),
  );
  return { layers: names.map((name) => ({ name })), edges };
}

/** An engine in memory: running steps end one at a time, any of them next. */
async function play(
  graph: Edges<string>,
  layers: readonly string[],
  game: { readonly concurrency: number; readonly destroy?: boolean; readonly fails: (layer: string) => boolean },
  chance: () => number,
) {
  const started: string[] = [];
  const ended = new Set<string>();
  const early: string[] = [];
  const ends = new Map<string, StepEnd<void, string>>();
  const running: (() => void)[] = [];
  let widest = 0;
  const endOne = () => {
    const [end] = running.splice(Math.floor(chance() * running.length), 1);
    end?.();
    if (running.length > 0) setImmediate(endOne);
  };
  const steps = planOrder(graph, layers, game.destroy === true ? "dependents-first" : "upstreams-first");
  const waits = new Map(steps.map(({ layer, waitsFor }) => [layer, waitsFor]));
  await schedule<void, string>(steps, {
    concurrency: game.concurrency,
    failFast: false,
    signal: new AbortController().signal,
    run: async (layer) => {
      started.push(layer);
      if (waits.get(layer)?.some((upstream) => !ended.has(upstream)) === true) early.push(layer);
      const { promise, resolve } = Promise.withResolvers<void>();
      running.push(resolve);
      widest = Math.max(widest, running.length);
      if (running.length === 1) setImmediate(endOne);
      await promise;
      if (game.fails(layer)) throw new RangeError(layer);
      ended.add(layer);
      return { status: "succeeded", value: undefined };
    },
    ended: async (layer, end) => void ends.set(layer, end),
  });
  const rows = [...ends].map(([layer, { status }]): Pick<LayerRecord, "status"> & { layer: string } => ({
    layer,
    status,
  }));
  return { steps, started, early, ended: [...ended], ends, rows, widest };
}

it("keeps the order, isolates exactly, resumes exactly the rest, and destroys in reverse", async () => {
  await fc.assert(
    fc.asyncProperty(anyGame, async (game) => {
      const chance = chances(game.seed);
      const graph = graphOf(game, chance);
      const names = graph.layers.map(({ name }) => name);
      const asked = names.filter(() => chance() > 0.1);
      const failing = new Set(asked.filter(() => chance() < game.failures));
      const upstreams = upstreamsByLayer(graph);
      const above = new Map(
        asked.map((layer) => [layer, [...reach(upstreams, layer)].filter((up) => asked.includes(up))]),
      );

      const first = await play(graph, asked, { ...game, fails: (layer) => failing.has(layer) }, chance);
      expect(first.widest).toBeLessThanOrEqual(game.concurrency);
      expect(first.early).toEqual([]);
      for (const layer of asked) {
        const blocking = (above.get(layer) ?? []).filter((upstream) => failing.has(upstream));
        const end = first.ends.get(layer);
        if (blocking.length > 0) expect(blocking).toContain(end?.status === "skipped" && end.cause);
        else expect(end?.status).toBe(failing.has(layer) ? "failed" : "succeeded");
      }

      const rest = unfinished(first.rows, asked);
      const second = await play(graph, rest, { ...game, fails: () => false }, chance);
      expect(new Set(second.started)).toEqual(new Set(asked).difference(new Set(first.ended)));
      expect([...first.ended, ...second.ended].toSorted()).toEqual(asked.toSorted());

      const last = await play(graph, asked, { ...game, destroy: true, fails: () => false }, chance);
      expect(last.steps.map(({ layer }) => layer)).toEqual(first.steps.map(({ layer }) => layer).toReversed());
      const gone = new Map(last.ended.map((layer, index) => [layer, index]));
      for (const layer of asked) {
        for (const upstream of above.get(layer) ?? []) expect(gone.get(layer)).toBeLessThan(gone.get(upstream) ?? -1);
      }
    }),
    { numRuns: RUNS },
  );
}, 600_000);
