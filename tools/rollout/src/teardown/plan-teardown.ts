import { type LayerName, openEnvironment, StrataError } from "@strata/shared-config";
import { lossOf } from "../losses/loss-log.ts";
import { openReader, type StateReader } from "../open-reader.ts";
import { planOrder } from "../order.ts";
import { readLayers } from "../read-layers.ts";
import type { Loss } from "../record.ts";
import { isBookKeeping } from "../resource-news.ts";

/** A layer that a teardown takes away. */
export interface TeardownLayer {
  readonly layer: LayerName;
  readonly resources: number;
  /** What of it nothing brings back. */
  readonly losses: readonly Loss[];
  /** Type and name of what the engine refuses to delete. */
  readonly protectedResources: readonly string[];
}

/** What a teardown of an environment takes away, the dependents first. A layer that is not there is not in it. */
export interface TeardownPlan {
  readonly environment: string;
  readonly layers: readonly TeardownLayer[];
}

/** Looks at what an environment has, and changes nothing. Throws what reading its file, its layers and its states does. */
export async function planTeardown(
  root: string,
  environment: string,
  open: (root: string) => Promise<StateReader> = openReader,
): Promise<TeardownPlan> {
  openEnvironment(root, environment);
  const graph = await readLayers(root);
  const [problem] = graph.problems;
  if (problem !== undefined) throw problem.error;
  const { readStack } = await open(root);
  const names = graph.layers.map(({ name }) => name);
  const found = await Promise.all(
    planOrder(graph, names, "dependents-first").map(async ({ layer }): Promise<TeardownLayer[]> => {
      const { entries, resources, protectedResources } = await readStack(layer, environment);
      if (entries === 0) return [];
      const losses = resources.flatMap((resource) => lossOf(resource, "delete") ?? []);
      const count = resources.filter(({ type }) => !isBookKeeping(type)).length;
      return [{ layer, resources: count, losses, protectedResources }];
    }),
  );
  return { environment, layers: found.flat() };
}

/**
 * Refuses a teardown that the engine would refuse half way through.
 *
 * @param withData whether the stores of data are to be let go first
 * @throws StrataError RESOURCE_PROTECTED, naming each and the way on
 */
export function checkTeardown({ environment, layers }: TeardownPlan, withData: boolean): void {
  const kept = layers.filter(
    ({ layer, protectedResources }) => protectedResources.length > 0 && !(withData && layer === "data"),
  );
  if (kept.length === 0) return;
  const lines = kept.flatMap(({ layer, protectedResources }) => protectedResources.map((one) => `  ${layer}: ${one}`));
  const other = kept.find(({ layer }) => layer !== "data")?.layer;
  throw new StrataError("RESOURCE_PROTECTED", `${environment} has resources that are protected\n${lines.join("\n")}`, {
    hint:
      other === undefined
        ? `if all that is in them may go: strata teardown ${environment} --with-data`
        : `take the option protect away in stacks/${other}, nx deploy ${other} -c ${environment}, then: strata teardown ${environment}`,
    fault: "user",
  });
}
