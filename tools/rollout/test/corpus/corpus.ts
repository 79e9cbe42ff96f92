import type { LayerName } from "@strata/shared-config";
import type { DataLayer, DataResource } from "../../../../libs/shared-config/test/data-program.ts";

/** What the layers of a life are at some time. */
export type Stacks = Readonly<Partial<Record<LayerName, DataLayer>>>;

/** One change: it is previewed and then deployed. */
export interface CorpusChange {
  readonly title: string;
  /** Settings by path, for the product's own layers. @default - none */
  readonly config?: Readonly<Record<string, string>>;
  /** The layers from now on. @default - the product's own */
  readonly stacks?: Stacks;
  /** The layers to roll out. @default - all of the life */
  readonly layers?: readonly LayerName[];
}

/** Changes to one environment, each made to what the one before has left; the first one meets an empty environment. */
export interface Life {
  readonly title: string;
  /** A file in environments/. */
  readonly environment: string;
  readonly changes: readonly CorpusChange[];
}

/** A layer's resource that replaces the one of its name, or is a new one at the end. */
export function put(stacks: Stacks, layer: LayerName, ...resources: readonly DataResource[]): Stacks {
  const { resources: before, outputs } = layerOf(stacks, layer);
  const kept = before.map((old) => resources.find(({ name }) => name === old.name) ?? old);
  const added = resources.filter(({ name }) => !before.some((old) => old.name === name));
  return { ...stacks, [layer]: { resources: [...kept, ...added], outputs } };
}

/** A layer without some of its resources. */
export function drop(stacks: Stacks, layer: LayerName, ...names: readonly string[]): Stacks {
  const { resources, outputs } = layerOf(stacks, layer);
  return { ...stacks, [layer]: { resources: resources.filter(({ name }) => !names.includes(name)), outputs } };
}

/** A layer that promises this too; an output that is undefined is promised no more. */
export function promise(stacks: Stacks, layer: LayerName, outputs: Readonly<Record<string, unknown>>): Stacks {
  const before = layerOf(stacks, layer);
  const after = Object.entries({ ...before.outputs, ...outputs }).filter(([, value]) => value !== undefined);
  return { ...stacks, [layer]: { ...before, outputs: Object.fromEntries(after) } };
}

function layerOf(stacks: Stacks, layer: LayerName): DataLayer {
  return stacks[layer] ?? { resources: [], outputs: {} };
}
