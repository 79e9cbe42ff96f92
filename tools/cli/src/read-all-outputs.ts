import { type LayerName, StrataError } from "@strata/shared-config";

/** What a layer promises, by name. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What every deployed layer of an environment promises, in the order in which they are deployed; the others are left out. */
export async function readAllOutputs(root: string, environment: string): Promise<Partial<Record<LayerName, Outputs>>> {
  const { planOrder, readLayers, readOutputs } = await import("@strata/rollout");
  const graph = await readLayers(root);
  const steps = planOrder(
    graph,
    graph.layers.map(({ name }) => name),
    "upstreams-first",
  );
  const found = await Promise.all(
    steps.map(async ({ layer }): Promise<[string, Outputs][]> => {
      try {
        return [[layer, await readOutputs(root, layer, environment)]];
      } catch (error) {
        if (error instanceof StrataError && error.code === "LAYER_NOT_DEPLOYED") return [];
        throw error;
      }
    }),
  );
  return Object.fromEntries(found.flat());
}
