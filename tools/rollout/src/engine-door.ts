import type { StackContents, StateStore } from "@strata/engine";
import { type LayerName, StrataError } from "@strata/shared-config";
import type { Caller } from "./caller/caller.ts";
import { readCaller } from "./caller/read-caller.ts";
import { LayerMemories } from "./cutoff/layer-memory.ts";
import type { LayerRunner } from "./request.ts";

/** What a rollout asks of an engine and of the backend that keeps its state. */
export interface EngineDoor {
  readonly version: string;
  /** Where the state is kept; undefined for a backend whose objects only the engine reaches. */
  readonly store: StateStore | undefined;
  /** What a layer's stack in an environment holds; `EMPTY_STACK` for one that is not there. */
  readonly readStack: (layer: LayerName, environment: string) => Promise<StackContents>;
  readonly run: LayerRunner;
  /** Whose credentials it will use in a region; undefined in a rehearsal, which has none. */
  readonly readCaller: ((region: string) => Promise<Caller>) | undefined;
}

/** The engine of this machine, run in this process. Throws ENGINE_MISSING or ENGINE_VERSION. */
export async function openEngine(root: string): Promise<EngineDoor> {
  // Loaded here and not above: it brings the Pulumi SDK with it, and a reader of the graph needs none of that.
  const { openStore, readStack, requireEngine, runLayer } = await import("@strata/engine");
  const engine = await requireEngine(root);
  return {
    version: engine.version,
    store: openStore(root),
    readStack: (layer, environment) => readStack(engine, root, layer, environment),
    run: (run) => runLayer(engine, run),
    readCaller: process.env.STRATA_REHEARSAL === undefined ? readCaller : undefined,
  };
}

/**
 * The same door, but each stack is read from its state once: for looks that belong to one moment, in which nothing runs.
 */
export function readingOnce(engine: EngineDoor): EngineDoor {
  const read = new Map<string, Promise<StackContents>>();
  return {
    ...engine,
    readStack: (layer, environment) => {
      const key = `${environment}/${layer}`;
      const contents = read.get(key) ?? engine.readStack(layer, environment);
      read.set(key, contents);
      return contents;
    },
  };
}

/**
 * Whether a layer has a stack with something in it: itself is enough. A deploy role of CI may not see the state of a layer
 * that stands on its own; of that one, what is remembered beside the state says whether it was deployed.
 */
export async function isDeployed(
  { readStack, store }: Pick<EngineDoor, "readStack" | "store">,
  layer: LayerName,
  environment: string,
): Promise<boolean> {
  try {
    return (await readStack(layer, environment)).entries > 0;
  } catch (error) {
    if (store === undefined || !isForbidden(error)) throw error;
    const { attempt, success } = await new LayerMemories(store, environment).read(layer);
    return attempt !== null || success !== null;
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof StrataError && error.cause instanceof Error && error.cause.name === "AccessDenied";
}
