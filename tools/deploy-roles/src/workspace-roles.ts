import { ancestorsOf, readLayers } from "@strata/rollout";
import { type Environment, LAYERS, type LayerName } from "@strata/shared-config";
import { type DeployRole, deployRoles, type RolesInput } from "./deploy-roles.ts";
import { readLayerUses } from "./layer-types.ts";
import { readModel } from "./model.ts";
import type { StateBackend } from "./state-access.ts";

/** What the roles of all environments of a workspace have in common: its programs, their graph, and the model. */
export type Workspace = Pick<RolesInput, "uses" | "neighbours" | "model">;

/**
 * The deploy roles of an environment, from the programs of the workspace and their graph.
 *
 * @param root of the repository
 * @throws what `deployRoles` and `readWorkspace` throw
 */
export async function workspaceRoles(
  root: string,
  environment: Environment,
  account: string,
  state: StateBackend | undefined,
): Promise<readonly DeployRole[]> {
  return deployRoles({ environment, account, state, ...(await readWorkspace(root)) });
}

/** Throws the first problem of the graph: a lost edge would be a missing permission. */
export async function readWorkspace(root: string): Promise<Workspace> {
  const graph = await readLayers(root);
  const problem = graph.problems[0];
  if (problem !== undefined) throw problem.error;
  return {
    model: readModel(),
    uses: byLayer((layer) => readLayerUses(root, layer)),
    neighbours: byLayer((layer) => ({
      upstreams: [...ancestorsOf(graph, layer)].sort(),
      others: LAYERS.filter((other) => other !== layer),
    })),
  };
}

function byLayer<Value>(read: (layer: LayerName) => Value): Record<LayerName, Value> {
  return {
    network: read("network"),
    data: read("data"),
    cluster: read("cluster"),
    services: read("services"),
    edge: read("edge"),
    observability: read("observability"),
  };
}
