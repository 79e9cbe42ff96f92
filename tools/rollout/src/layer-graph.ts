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

/**
 * The layers of a workspace and what each consumes. A layer with a problem keeps its place and every edge that could be
 * read: a lost edge is a wrong order.
 */
export interface LayerGraph {
  readonly root: string;
  /** By name. */
  readonly layers: readonly LayerNode[];
  /** By layer, upstream, file and line; two mentions of one upstream are two edges. */
  readonly edges: readonly UpstreamEdge[];
  readonly problems: readonly LayerProblem[];
}

/** The layers that `layer` consumes directly, by name, each once. */
export function upstreamsOf(graph: LayerGraph, layer: LayerName): readonly LayerName[] {
  return distinct(graph.edges.filter((edge) => edge.layer === layer).map((edge) => edge.upstream));
}

/** The layers that consume `layer` directly, by name, each once. */
export function dependentsOf(graph: LayerGraph, layer: LayerName): readonly LayerName[] {
  return distinct(graph.edges.filter((edge) => edge.upstream === layer).map((edge) => edge.layer));
}

/** Every layer that `layer` consumes, directly or through others; itself only on a cycle. */
export function ancestorsOf(graph: LayerGraph, layer: LayerName): ReadonlySet<LayerName> {
  return reach(layer, (next) => upstreamsOf(graph, next));
}

/** Every layer that consumes `layer`, directly or through others; itself only on a cycle. */
export function descendantsOf(graph: LayerGraph, layer: LayerName): ReadonlySet<LayerName> {
  return reach(layer, (next) => dependentsOf(graph, next));
}

function reach(start: LayerName, step: (layer: LayerName) => readonly LayerName[]): ReadonlySet<LayerName> {
  const seen = new Set<LayerName>();
  const open = [...step(start)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...step(next));
  }
  return seen;
}

function distinct(layers: readonly LayerName[]): readonly LayerName[] {
  return [...new Set(layers)].sort();
}
