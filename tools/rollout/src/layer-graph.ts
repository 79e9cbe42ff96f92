import type { LayerName, StrataError } from "@strata/shared-config";

/** A layer that the workspace has: a folder below `stacks/` with a Pulumi.yaml. */
export interface LayerNode {
  readonly name: LayerName;
  /** Its folder, relative to the workspace: `stacks/network`. */
  readonly folder: string;
  /** Its project file, relative to the workspace: `stacks/network/Pulumi.yaml`. */
  readonly manifest: string;
}

/** One `upstream("…")` in a layer's code: `layer` consumes what `upstream` promises. */
export interface UpstreamEdge {
  readonly layer: LayerName;
  readonly upstream: LayerName;
  /** The file that says so, relative to the workspace, and the line, from 1. */
  readonly file: string;
  readonly line: number;
}

/** Why a layer cannot be trusted: its order may be wrong until this is mended. */
export interface LayerProblem {
  /** The folder's name below `stacks/`; not always a layer's name. */
  readonly layer: string;
  /** The file at fault, relative to the workspace. */
  readonly file: string;
  readonly error: StrataError;
}

/** Who consumes whom: all that an order is made from. */
export interface Edges<Name extends string> {
  readonly layers: readonly { readonly name: Name }[];
  readonly edges: readonly { readonly layer: Name; readonly upstream: Name }[];
}

/**
 * The layers of a workspace and what each consumes. A layer with a problem keeps its place and every edge that could be
 * read: a lost edge is a wrong order.
 */
export interface LayerGraph extends Edges<LayerName> {
  readonly root: string;
  /** By name. */
  readonly layers: readonly LayerNode[];
  /** By layer, upstream, file and line; two mentions of one upstream are two edges. */
  readonly edges: readonly UpstreamEdge[];
  readonly problems: readonly LayerProblem[];
}

/** The neighbours of each layer in one direction, by name, each once. */
export type Neighbours<Name extends string> = ReadonlyMap<Name, readonly Name[]>;

/** What each layer consumes directly. */
export function upstreamsByLayer<Name extends string>({ edges }: Edges<Name>): Neighbours<Name> {
  return collect(edges.map(({ layer, upstream }) => [layer, upstream]));
}

/** What consumes each layer directly. */
export function dependentsByLayer<Name extends string>({ edges }: Edges<Name>): Neighbours<Name> {
  return collect(edges.map(({ layer, upstream }) => [upstream, layer]));
}

/** The layers that `layer` consumes directly, by name, each once. */
export function upstreamsOf<Name extends string>(graph: Edges<Name>, layer: Name): readonly Name[] {
  return upstreamsByLayer(graph).get(layer) ?? [];
}

/** The layers that consume `layer` directly, by name, each once. */
export function dependentsOf<Name extends string>(graph: Edges<Name>, layer: Name): readonly Name[] {
  return dependentsByLayer(graph).get(layer) ?? [];
}

/** Every layer that `layer` consumes, directly or through others; itself only on a cycle. */
export function ancestorsOf<Name extends string>(graph: Edges<Name>, layer: Name): ReadonlySet<Name> {
  return reach(upstreamsByLayer(graph), layer);
}

/** Every layer that consumes `layer`, directly or through others; itself only on a cycle. */
export function descendantsOf<Name extends string>(graph: Edges<Name>, layer: Name): ReadonlySet<Name> {
  return reach(dependentsByLayer(graph), layer);
}

/** Every layer that can be reached from `start`; itself only on a cycle. */
export function reach<Name extends string>(neighbours: Neighbours<Name>, start: Name): ReadonlySet<Name> {
  const seen = new Set<Name>();
  const open = [...(neighbours.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(neighbours.get(next) ?? []));
  }
  return seen;
}

function collect<Name extends string>(pairs: readonly (readonly [Name, Name])[]): Neighbours<Name> {
  const sets = new Map<Name, Set<Name>>();
  for (const [from, to] of pairs) sets.set(from, (sets.get(from) ?? new Set()).add(to));
  return new Map([...sets].map(([from, to]) => [from, [...to].sort()]));
}
