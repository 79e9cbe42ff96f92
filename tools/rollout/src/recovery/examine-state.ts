/*
 * What is wrong with the state of an environment, in order: a state that cannot be read → what engines and writers left
 * half done → runs that did not end well. Each by its layer's order, then by name.
 */
import type { StateStore } from "@strata/engine";
import { stackKey } from "@strata/engine/state";
import { LAYERS, type LayerName, StrataError } from "@strata/shared-config";
import { readable } from "./damaged.ts";
import { readUnsettled } from "./unsettled.ts";

/** Something that is not as it should be. */
export interface Finding {
  /** Damaged: only a copy helps. Leftover: it is of no use, and may be in the way. Unsettled: the next run sees to it. */
  readonly kind: "damaged" | "leftover" | "unsettled";
  /** The object of the store. */
  readonly key: string;
  readonly message: string;
  /** The next step. */
  readonly hint: string;
}

/** Looks at the state of an environment, and at what lies around in its store. Changes nothing. */
export async function examineState(store: StateStore, environment: string): Promise<readonly Finding[]> {
  const damaged: Finding[] = [];
  const unsettled: Finding[] = [];
  for (const layer of LAYERS) {
    const found = await examineStack(store, layer, environment);
    if (found?.kind === "damaged") damaged.push(found);
    if (found?.kind === "unsettled") unsettled.push(found);
  }
  const leftovers = (await leftoversIn(store)).map((key): Finding => {
    const hint = `strata doctor ${environment} --fix`;
    return { kind: "leftover", key, message: `${key} was left half written`, hint };
  });
  return [...damaged, ...leftovers, ...unsettled];
}

/** Takes leftovers away. Throws STATE_UNWRITABLE. */
export async function removeLeftovers(store: StateStore): Promise<readonly string[]> {
  const keys = await leftoversIn(store);
  for (const key of keys) await store.remove(key);
  return keys;
}

async function examineStack(store: StateStore, layer: LayerName, environment: string): Promise<Finding | undefined> {
  const key = stackKey(layer, environment);
  const text = await store.read(key);
  if (text === undefined) return undefined;
  try {
    const { pending } = readable(text, store, layer, environment);
    const note = await readUnsettled(store, layer, environment);
    if (note === undefined && pending.length === 0) return undefined;
    const begun = pending.length === 0 ? "" : `, and ${pending.length} steps of it have no end`;
    const message = `the last run of ${layer} did not end well${begun}`;
    return { kind: "unsettled", key, message, hint: `nx deploy ${layer} -c ${environment}` };
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    return { kind: "damaged", key, message: error.message, hint: error.hint };
  }
}

/**
 * What nobody reads and what can make the backend unreadable: drafts, and sidecars with nothing in them, which the
 * engine's file store writes where a URL has no `metadata=skip`. What belongs to a lock is no leftover: there an empty object
 * says something.
 */
async function leftoversIn(store: StateStore): Promise<readonly string[]> {
  const keys = [...(await store.list(".pulumi/")), ...(await store.list(".strata/"))];
  const found = await Promise.all(
    keys.map(async (key) => {
      if (/^\.(pulumi|strata)\/locks\//.test(key)) return [];
      if (/\.(tmp|new)$/.test(key)) return [key];
      if (/^\.pulumi\/stacks\/[^/]+\/[^/]+\.json$/.test(key)) return [];
      return (await store.read(key)) === "" ? [key] : [];
    }),
  );
  return found.flat().sort();
}
