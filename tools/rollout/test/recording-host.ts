import { EMPTY_STACK } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { Caller } from "../src/caller/caller.ts";
import type { EngineDoor } from "../src/engine-door.ts";
import type { RolloutEvent, RolloutHost } from "../src/request.ts";

/** A host that keeps what it hears, with a clock that goes on by a second at each look. */
export function recordingHost(signal: AbortSignal = new AbortController().signal) {
  const events: RolloutEvent[] = [];
  let time = Date.parse("2026-11-20T12:00:00.000Z");
  const host: RolloutHost = {
    notify: (event) => void events.push(event),
    now: () => {
      time += 1000;
      return new Date(time);
    },
    signal,
  };
  return { host, events };
}

/** What the engine in memory starts with, and what goes wrong in it. */
export interface MemoryEngine {
  readonly deployed?: readonly LayerName[];
  readonly guarded?: Readonly<Partial<Record<LayerName, readonly string[]>>>;
  /** Whose credentials it has. @default - nobody's, as in a rehearsal */
  readonly caller?: Caller;
  readonly failing?: Readonly<Partial<Record<LayerName, unknown>>>;
}

/** An engine in memory: a layer is deployed once its deploy succeeded, and no more once it is destroyed. */
export function memoryEngine({ deployed = [], guarded = {}, failing = {}, caller }: MemoryEngine = {}) {
  const there = new Set(deployed);
  const runs: string[] = [];
  const configs: unknown[] = [];
  const door: EngineDoor = {
    version: "3.259.0",
    store: undefined,
    readCaller: caller === undefined ? undefined : async () => caller,
    readStack: async (layer) => {
      if (!there.has(layer)) return { ...EMPTY_STACK, protectedResources: guarded[layer] ?? [] };
      return {
        ...EMPTY_STACK,
        entries: 3,
        outputs: { id: layer },
        protectedResources: guarded[layer] ?? [],
        dependencies: { [`${layer}-part`]: [`${layer}-base`] },
      };
    },
    run: async (run) => {
      runs.push(`${run.operation} ${run.layer}`);
      configs.push(run.config);
      if (run.layer in failing) throw failing[run.layer];
      if (run.operation === "deploy") there.add(run.layer);
      if (run.operation === "destroy") there.delete(run.layer);
      return {
        changes: { create: 2, update: 0, replace: 0, delete: 0, same: 0 },
        outputs: { id: run.layer },
        consumed: [],
        resources: 2,
        diagnostics: [],
        notes: [],
        durationMs: 5,
      };
    },
  };
  return { open: async () => door, runs, configs, there };
}
