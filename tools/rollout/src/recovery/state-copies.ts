import type { StateStore } from "@strata/engine";
import { parseState, stackKey } from "@strata/engine/state";
import { copiesOf } from "./copies.ts";

/** A copy of a stack's state that a stack can be restored from. */
export interface StateCopy {
  /** The object of the store, which is also what names it. */
  readonly key: string;
  /** When the engine wrote that state, ISO 8601, by the state itself: a file's time is that of its last copy. */
  readonly time: string;
  /** Resources in it, without the stack and its providers. */
  readonly resources: number;
  /** Whether the engine can read it. One that is damaged is told, and not offered. */
  readonly good: boolean;
}

/**
 * The copies of a stack's state that there are, good ones first and the newest of them first: of our own making, the
 * engine's copy of the state before its last change, its backups, and what its history kept.
 */
export async function stateCopies(
  store: StateStore,
  layer: string,
  environment: string,
): Promise<readonly StateCopy[]> {
  const keys = [
    ...(await store.list(copiesOf(layer, environment))),
    `${stackKey(layer, environment)}.bak`,
    ...(await store.list(`.pulumi/backups/${layer}/${environment}/`)),
    ...(await store.list(`.pulumi/history/${layer}/${environment}/`)).filter((key) => key.endsWith(".checkpoint.json")),
  ];
  const copies = await Promise.all(keys.map((key) => readCopy(store, key)));
  return copies
    .filter((copy) => copy !== undefined)
    .sort((a, b) => Number(b.good) - Number(a.good) || compare(b.time, a.time) || compare(a.key, b.key));
}

/** What a copy says of itself; undefined for one that is not there. */
async function readCopy(store: StateStore, key: string): Promise<StateCopy | undefined> {
  const text = await store.read(key);
  if (text === undefined) return undefined;
  try {
    const { resources } = parseState(text);
    const counted = resources.filter(({ type }) => !type.startsWith("pulumi:"));
    return { key, time: timeIn(text), resources: counted.length, good: resources.length > 0 };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { key, time: "", resources: 0, good: false };
  }
}

/** The manifest's time. Source: Pulumi, apitype.ManifestV1. */
function timeIn(text: string): string {
  const file: { readonly checkpoint?: { readonly latest?: { readonly manifest?: { readonly time?: unknown } } } } =
    JSON.parse(text);
  const time = file.checkpoint?.latest?.manifest?.time;
  return typeof time === "string" ? new Date(time).toISOString() : "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
