import { LAYERS, type LayerName } from "@strata/shared-config";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Step } from "../src/order.ts";
import { type StepEnd, type StepResult, schedule } from "../src/schedule.ts";

const DONE: StepResult<void> = { status: "succeeded", value: undefined };

/** Any acyclic set of steps, already in order, whose waits are transitively closed as planOrder gives them. */
const anySteps = fc
  .tuple(fc.shuffledSubarray([...LAYERS], { minLength: 1 }), fc.infiniteStream(fc.boolean()))
  .map(([names, coins]) => {
    const before = new Map<LayerName, ReadonlySet<LayerName>>();
    return names.map((layer, index): Step => {
      const direct = names.slice(0, index).filter(() => coins.next().value);
      const all = new Set(direct.flatMap((upstream) => [upstream, ...(before.get(upstream) ?? [])]));
      before.set(layer, all);
      return { layer, waitsFor: names.filter((name) => all.has(name)) };
    });
  });

/** Runs the steps in memory; the layers in `failing` fail. Tells what started and ended when, and how many at a time. */
async function play(steps: readonly Step[], concurrency: number, failing: readonly LayerName[], order: fc.Scheduler) {
  const log: string[] = [];
  const ends = new Map<LayerName, StepEnd<string>>();
  let running = 0;
  let widest = 0;
  const done = schedule<string>(steps, {
    concurrency,
    failFast: false,
    signal: new AbortController().signal,
    run: async (layer) => {
      log.push(`start ${layer}`);
      running += 1;
      widest = Math.max(widest, running);
      await order.schedule(Promise.resolve());
      running -= 1;
      if (failing.includes(layer)) throw new RangeError(layer);
      return { status: "succeeded", value: layer };
    },
    ended: async (layer, end) => {
      log.push(`${end.status} ${layer}`);
      ends.set(layer, end);
    },
  });
  await order.waitFor(done);
  return { log, ends, widest };
}

const anyRun = fc.tuple(anySteps, fc.integer({ min: 1, max: 6 }), fc.subarray([...LAYERS]), fc.scheduler());

it("starts a layer only when everything that it waits for has succeeded", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, async ([steps, concurrency, failing, order]) => {
      const { log } = await play(steps, concurrency, failing, order);
      for (const { layer, waitsFor } of steps) {
        const start = log.indexOf(`start ${layer}`);
        if (start < 0) continue;
        for (const upstream of waitsFor) expect(log.slice(0, start)).toContain(`succeeded ${upstream}`);
      }
    }),
  );
});

it("skips exactly the layers that wait for a failed one, and names it", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, async ([steps, concurrency, failing, order]) => {
      const { ends } = await play(steps, concurrency, failing, order);
      expect(ends.size).toBe(steps.length);
      for (const { layer, waitsFor } of steps) {
        const failed = waitsFor.filter((upstream) => ends.get(upstream)?.status === "failed");
        const end = ends.get(layer);
        if (failed.length === 0) expect(end?.status).toBe(failing.includes(layer) ? "failed" : "succeeded");
        else expect(failed.map((upstream) => `${upstream} failed`)).toContain(end?.status === "skipped" && end.reason);
      }
    }),
  );
});

it("never runs more layers at a time than it may", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, async ([steps, concurrency, failing, order]) => {
      expect((await play(steps, concurrency, failing, order)).widest).toBeLessThanOrEqual(concurrency);
    }),
  );
});

it("with one layer at a time, follows the list", async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, fc.scheduler(), async (steps, order) => {
      const { log } = await play(steps, 1, [], order);
      expect(log).toEqual(steps.flatMap(({ layer }) => [`start ${layer}`, `succeeded ${layer}`]));
    }),
  );
});

it("runs data and cluster side by side", async () => {
  const both = Promise.withResolvers<void>();
  const started = new Set<LayerName>();
  await schedule<void>(
    [
      { layer: "network", waitsFor: [] },
      { layer: "cluster", waitsFor: ["network"] },
      { layer: "data", waitsFor: ["network"] },
    ],
    {
      concurrency: 3,
      failFast: false,
      signal: new AbortController().signal,
      run: async (layer) => {
        started.add(layer);
        if (layer === "network") return DONE;
        if (started.size === 3) both.resolve();
        await both.promise;
        return DONE;
      },
      ended: async () => {},
    },
  );
  expect([...started]).toEqual(["network", "cluster", "data"]);
});

it("starts nothing after it was stopped, and lets the running layer end", async () => {
  const stop = new AbortController();
  const ends: string[] = [];
  await schedule<void>(
    [
      { layer: "network", waitsFor: [] },
      { layer: "data", waitsFor: ["network"] },
    ],
    {
      concurrency: 1,
      failFast: false,
      signal: stop.signal,
      run: async () => {
        stop.abort("SIGINT");
        return DONE;
      },
      ended: async (layer, end) => {
        ends.push(`${layer} ${end.status === "skipped" ? end.reason : end.status}`);
      },
    },
  );
  expect(ends.sort()).toEqual(["data stopped: SIGINT", "network succeeded"]);
});

it("names the failed layer also to those that wait for it through a skipped one", async () => {
  const reasons: string[] = [];
  await schedule<void>(
    [
      { layer: "network", waitsFor: [] },
      { layer: "data", waitsFor: ["network"] },
      { layer: "services", waitsFor: ["data"] },
    ],
    {
      concurrency: 3,
      failFast: false,
      signal: new AbortController().signal,
      run: async () => Promise.reject(new RangeError("no")),
      ended: async (layer, end) => {
        if (end.status === "skipped") reasons.push(`${layer}: ${end.reason}`);
      },
    },
  );
  expect(reasons).toEqual(["data: network failed", "services: network failed"]);
});

it("passes on a failure to keep the record, once the running layers have ended", async () => {
  const ended: string[] = [];
  const noted = Promise.withResolvers<void>();
  const run = schedule<void>(
    [
      { layer: "cluster", waitsFor: [] },
      { layer: "data", waitsFor: [] },
    ],
    {
      concurrency: 2,
      failFast: false,
      signal: new AbortController().signal,
      run: async (layer) => {
        if (layer === "cluster") return DONE;
        await noted.promise;
        await new Promise(setImmediate);
        return DONE;
      },
      ended: async (layer) => {
        ended.push(layer);
        noted.resolve();
        if (layer === "cluster") throw new RangeError("disk full");
      },
    },
  );
  await expect(run).rejects.toThrow("disk full");
  expect(ended).toEqual(["cluster", "data"]);
});

it("starts nothing more after a failure when it is to fail fast, and names what failed", async () => {
  const ends: string[] = [];
  await schedule<void>(
    [
      { layer: "network", waitsFor: [] },
      { layer: "cluster", waitsFor: [] },
      { layer: "edge", waitsFor: ["cluster"] },
    ],
    {
      concurrency: 1,
      failFast: true,
      signal: new AbortController().signal,
      run: async () => Promise.reject(new RangeError("no")),
      ended: async (layer, end) => {
        ends.push(`${layer}: ${end.status === "skipped" ? `${end.reason} (${end.cause})` : end.status}`);
      },
    },
  );
  expect(ends).toEqual([
    "network: failed",
    "cluster: network failed, and the run was to fail fast (network)",
    "edge: network failed, and the run was to fail fast (network)",
  ]);
});
