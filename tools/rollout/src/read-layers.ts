import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { didYouMean, LAYERS, type LayerName, StrataError } from "@strata/shared-config";
import type { LayerGraph, LayerNode, LayerProblem, UpstreamEdge } from "./layer-graph.ts";
import { checkManifest } from "./layer-manifest.ts";
import { cycleError, findCycle } from "./order.ts";
import { readUpstreamUses } from "./upstream-literals.ts";

/** Folders of a layer that hold no part of its program. */
export const NOT_PROGRAM: ReadonlySet<string> = new Set(["node_modules", "test", "golden", "fixtures"]);
const SOURCE = /\.[cm]?[jt]sx?$/;
/** Files that look like a program's and are none. */
export const NOT_SOURCE = /\.(test|spec)\.|\.d\.[cm]?ts$/;

/**
 * Reads the graph of a workspace: every `stacks/<layer>/Pulumi.yaml` is a layer, every `upstream("…")` in its program
 * an edge. What is broken is in `problems`, by layer; the rest of the graph is still there.
 */
export async function readLayers(root: string): Promise<LayerGraph> {
  const manifests = globSync("stacks/*/Pulumi.yaml", { cwd: root }).map(toPosix).sort();
  const layers: LayerNode[] = [];
  const edges: UpstreamEdge[] = [];
  const problems: LayerProblem[] = [];

  for (const manifest of manifests) {
    const folder = posix.dirname(manifest);
    const name = posix.basename(folder);
    if (!isLayerName(name)) {
      problems.push({ layer: name, file: manifest, error: unknownLayer(name, `the folder of ${manifest}`, "folder") });
      continue;
    }
    layers.push({ name, folder, manifest });
    const broken = checkManifest(name, manifest, await readFile(join(root, manifest), "utf8"));
    if (broken !== undefined) problems.push(broken);
    for (const file of programFiles(root, folder)) {
      const read = readEdges(name, file, await readFile(join(root, file), "utf8"));
      edges.push(...read.edges);
      problems.push(...read.problems);
    }
  }

  const present = new Set(layers.map(({ name }) => name));
  const missing = edges.filter((edge) => !present.has(edge.upstream));
  problems.push(...missing.map((edge) => absentUpstream(edge)));
  const graph: LayerGraph = { root, layers, edges, problems };
  const cycle = findCycle(graph);
  if (cycle === undefined) return graph;
  const [first = ""] = cycle;
  const error = cycleError(cycle);
  return { ...graph, problems: [...problems, { layer: first, file: `stacks/${first}/Pulumi.yaml`, error }] };
}

/** Whether a name is one of the six layers. */
export function isLayerName(name: string): name is LayerName {
  return LAYERS.some((layer) => layer === name);
}

/** The files of a layer's program, relative to the workspace, sorted. */
export function programFiles(root: string, folder: string): readonly string[] {
  const exclude = (path: string) => NOT_PROGRAM.has(posix.basename(toPosix(path)));
  const files = globSync("**/*", { cwd: join(root, folder), exclude });
  const source = files.map(toPosix).filter(isProgramFile);
  return source.sort().map((file) => posix.join(folder, file));
}

/** Whether a file of a layer's folder is a part of its program. */
export function isProgramFile(file: string): boolean {
  return SOURCE.test(file) && !NOT_SOURCE.test(file) && !file.split("/").some((part) => NOT_PROGRAM.has(part));
}

function readEdges(layer: LayerName, file: string, source: string): Pick<LayerGraph, "edges" | "problems"> {
  // A cheap look first: most files of a layer have no upstream, and need no syntax tree.
  if (!source.includes("upstream")) return { edges: [], problems: [] };
  const { uses, syntaxError } = readUpstreamUses(file, source);
  const edges: UpstreamEdge[] = [];
  const problems: LayerProblem[] = [];
  if (syntaxError !== undefined) {
    const message = `${file}:${syntaxError.line} cannot be parsed: ${syntaxError.message}`;
    problems.push({ layer, file, error: invalidFile(message, "mend the file: its upstreams cannot be read") });
  }
  for (const use of uses) {
    const at = `${file}:${use.line}`;
    if (use.kind === "unreadable") {
      const hint = 'call it directly with one layer in quotes: layer.upstream("network")';
      problems.push({ layer, file, error: invalidFile(`${at} hides an upstream from the graph: ${use.text}`, hint) });
    } else if (isLayerName(use.name)) {
      edges.push({ layer, upstream: use.name, file, line: use.line });
    } else {
      problems.push({ layer, file, error: unknownLayer(use.name, `${at} has upstream("${use.name}"), which`, "call") });
    }
  }
  return { edges, problems };
}

function unknownLayer(name: string, subject: string, place: "folder" | "call"): StrataError {
  const layers = LAYERS.join(", ");
  return new StrataError("LAYER_UNKNOWN", `${subject} is not a layer${didYouMean(name, LAYERS)}`, {
    hint: place === "folder" ? `name a new layer in libs/shared-config/src/layers.ts` : `the layers are ${layers}`,
    fault: "user",
  });
}

function absentUpstream(edge: UpstreamEdge): LayerProblem {
  const message = `${edge.file}:${edge.line} has upstream("${edge.upstream}"), and there is no stacks/${edge.upstream}/Pulumi.yaml`;
  const error = new StrataError("LAYER_UNKNOWN", message, {
    hint: `restore stacks/${edge.upstream}/Pulumi.yaml, or take the call out`,
    fault: "user",
  });
  return { layer: edge.layer, file: edge.file, error };
}

function invalidFile(message: string, hint: string): StrataError {
  return new StrataError("LAYER_FILE_INVALID", message, { hint, fault: "user" });
}

function toPosix(path: string): string {
  return path.replaceAll("\\", "/");
}
