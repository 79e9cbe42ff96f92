import { EMPTY_STACK, type StackContents, type StateStore } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { EngineDoor } from "../../src/engine-door.ts";

/**
 * An engine in memory whose backend keeps objects. Each run makes a new state; a layer's outputs are what `outputs` says.
 */
export function rememberingEngine() {
  const objects = new Map<string, string>();
  const stacks = new Map<LayerName, StackContents>();
  const outputs = new Map<LayerName, string>();
  const failing = new Set<LayerName>();
  const reads = new Map<LayerName, readonly (readonly string[])[]>();
  const runs: string[] = [];
  let states = 0;
  const store: StateStore = {
    place: "memory",
    read: async (key) => objects.get(key),
    list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(),
    write: async (key, text) => void objects.set(key, text),
    remove: async (key) => void objects.delete(key),
  };
  /** Another run on a stack than one of a rollout: a refresh, an import, an engine started by hand. */
  const touch = (layer: LayerName, more: Partial<StackContents> = {}) => {
    states += 1;
    const before = stacks.get(layer) ?? EMPTY_STACK;
    stacks.set(layer, { ...before, entries: 3, digest: `state ${states}`, ...more });
  };
  const door: EngineDoor = {
    version: "3.259.0",
    store,
    readCaller: undefined,
    readStack: async (layer) => stacks.get(layer) ?? EMPTY_STACK,
    run: async ({ layer, operation }) => {
      runs.push(`${operation} ${layer}`);
      const value = outputs.get(layer) ?? layer;
      if (operation !== "preview") touch(layer);
      if (failing.has(layer) && operation !== "preview") throw new Error(`no quota in ${layer}`);
      if (operation === "deploy") touch(layer, { outputs: { id: value }, outputHashes: { id: `hash of ${value}` } });
      if (operation === "destroy") stacks.delete(layer);
      const read = reads.get(layer);
      return {
        changes: { create: 0, update: 0, replace: 0, delete: 0, same: 2 },
        outputs: { id: value },
        consumed: [],
        ...(read === undefined ? {} : { reads: read }),
        resources: 2,
        diagnostics: [],
        notes: [],
        durationMs: 5,
      };
    },
  };
  return { open: async () => door, objects, outputs, failing, reads, runs, touch };
}
