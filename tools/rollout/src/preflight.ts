import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { type LayerName, optionInvalid, StrataError } from "@strata/shared-config";
import type { EngineDoor } from "./engine-door.ts";
import { ancestorsOf, type LayerGraph, type LayerProblem } from "./layer-graph.ts";
import { isDestroy, isPreview } from "./operations.ts";
import type { RolloutRequest } from "./request.ts";
import { unwritable } from "./run-folder.ts";

/** The layers that a request names, each once. Throws LAYER_UNKNOWN for one that the workspace does not have. */
export function chooseLayers(graph: LayerGraph, request: RolloutRequest): readonly LayerName[] {
  const present = graph.layers.map(({ name }) => name);
  if (request.layers === "all") return present;
  for (const layer of request.layers) {
    if (present.includes(layer)) continue;
    throw new StrataError("LAYER_UNKNOWN", `there is no stacks/${layer}/Pulumi.yaml in this workspace`, {
      hint: `the layers are ${present.join(", ")}`,
      fault: "user",
    });
  }
  return [...new Set(request.layers)];
}

/**
 * Refuses a rollout whose order is in doubt: a problem in one of its layers or of what they consume, and for a destroy
 * in any layer, since a file that cannot be read may hide a dependent. Throws the first problem's own error.
 */
export function checkGraph(graph: LayerGraph, layers: readonly LayerName[], request: RolloutRequest): void {
  const concerns = (problem: LayerProblem) =>
    isDestroy(request.operation) ||
    request.layers === "all" ||
    layers.some(
      (layer) => layer === problem.layer || [...ancestorsOf(graph, layer)].some((up) => up === problem.layer),
    );
  const problem = graph.problems.find(concerns);
  if (problem !== undefined) throw problem.error;
}

/** Refuses a concurrency that lets no layer run. Throws OPTION_INVALID. */
export function checkConcurrency({ concurrency }: RolloutRequest): void {
  if (concurrency === undefined || (Number.isInteger(concurrency) && concurrency >= 1)) return;
  throw optionInvalid(
    `concurrency is ${concurrency}, and must be a whole number from 1`,
    "leave it out to run as many layers as are ready",
  );
}

/**
 * Tries the state where it is kept elsewhere than in a folder: a bucket that is gone, or that this identity may not use, is
 * found before anything is made. A preview only reads. Throws STATE_UNREACHABLE.
 */
export async function checkStore({ operation }: RolloutRequest, { store }: EngineDoor): Promise<void> {
  if (store === undefined || isAbsolute(store.place)) return;
  if (isPreview(operation)) return void (await store.list(".strata/"));
  const probe = `.strata/probes/${randomUUID()}`;
  await store.write(probe, "");
  await store.remove(probe);
}

/** Tries a write in a folder that is there. Throws STATE_UNWRITABLE or DISK_FULL. */
export async function checkWritable(folder: string): Promise<void> {
  // Large enough that a full disk shows, small enough to take no time.
  const content = Buffer.alloc(64 * 1024);
  const probe = join(folder, `.strata-probe-${randomUUID()}`);
  try {
    await writeFile(probe, content, { flush: true });
    await rm(probe);
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined);
    throw unwritable(folder, error);
  }
}
