import { type LayerName, StrataError } from "@strata/shared-config";
import { type EngineDoor, isDeployed } from "./engine-door.ts";
import { ancestorsOf, descendantsOf, type LayerGraph, upstreamsOf } from "./layer-graph.ts";
import { planOrder } from "./order.ts";
import type { RolloutRequest } from "./request.ts";

/**
 * Refuses a deploy or preview of a layer whose upstream neither takes part nor was ever deployed.
 * Throws UPSTREAM_NOT_DEPLOYED with the command that deploys what is missing.
 */
export async function checkUpstreams(
  graph: LayerGraph,
  layers: readonly LayerName[],
  request: RolloutRequest,
  engine: EngineDoor,
): Promise<void> {
  const absent = (layer: LayerName) => isAbsent(layer, layers, request, engine);
  for (const { layer } of planOrder(graph, layers, "upstreams-first")) {
    const missing = await filterAsync(upstreamsOf(graph, layer), absent);
    const [first] = missing;
    if (first === undefined) continue;
    const all = await filterAsync([...ancestorsOf(graph, layer)], absent);
    const order = planOrder(graph, all, "upstreams-first").map((step) => step.layer);
    throw notDeployed(layer, missing, order, request.environment);
  }
}

/** The error for a layer whose upstreams are not there. `deploy` is what would put them there, in order. */
function notDeployed(
  layer: LayerName,
  missing: readonly LayerName[],
  deploy: readonly LayerName[],
  environment: string,
): StrataError {
  const has = missing.length === 1 ? "has" : "have";
  const command = deploy.length === 1 ? `nx deploy ${deploy[0]}` : `nx run-many -t deploy -p ${deploy.join(",")}`;
  return new StrataError(
    "UPSTREAM_NOT_DEPLOYED",
    `${layer} needs ${missing.join(" and ")}, which ${has} no stack ${environment}`,
    { hint: `${command} -c ${environment}`, fault: "user" },
  );
}

/** Refuses to destroy what a layer that stays still stands on. Throws DEPENDENTS_DEPLOYED, naming each. */
export async function checkDependents(
  graph: LayerGraph,
  layers: readonly LayerName[],
  request: RolloutRequest,
  engine: EngineDoor,
): Promise<void> {
  for (const { layer } of planOrder(graph, layers, "dependents-first")) {
    const staying = [...descendantsOf(graph, layer)].filter((other) => !layers.includes(other)).sort();
    const deployed = await filterAsync(staying, (other) => isDeployed(engine, other, request.environment));
    if (deployed.length === 0) continue;
    const { environment } = request;
    const with_ = planOrder(graph, [...deployed, layer], "dependents-first").map((step) => step.layer);
    throw new StrataError(
      "DEPENDENTS_DEPLOYED",
      `${layer} of ${environment} carries ${deployed.join(", ")}, still deployed: destroying it would break them`,
      { hint: `nx run-many -t destroy -p ${with_.join(",")} -c ${environment}`, fault: "user" },
    );
  }
}

async function isAbsent(
  layer: LayerName,
  layers: readonly LayerName[],
  request: RolloutRequest,
  engine: EngineDoor,
): Promise<boolean> {
  return !layers.includes(layer) && !(await isDeployed(engine, layer, request.environment));
}

async function filterAsync<Item>(items: readonly Item[], keep: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, index) => kept[index]);
}
