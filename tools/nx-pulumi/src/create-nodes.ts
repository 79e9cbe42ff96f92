import { dirname } from "node:path/posix";
import {
  AggregateCreateNodesError,
  type CreateNodesContext,
  type CreateNodesResult,
  type CreateNodesResultArray,
} from "@nx/devkit";
import { readLayers } from "@strata/rollout";
import { listEnvironments } from "@strata/shared-config";
import { inferTargets } from "./infer-targets.ts";

/**
 * A project for each layer, named as the layer. Throws Nx's AggregateCreateNodesError when a layer has a problem, with
 * the other layers in it: Nx shows those, and runs nothing until the problem is mended.
 */
export async function createLayerNodes(
  manifests: readonly string[],
  context: CreateNodesContext,
): Promise<CreateNodesResultArray> {
  const graph = await readLayers(context.workspaceRoot);
  const inference = {
    environments: listEnvironments(context.workspaceRoot),
    hasProduction: context.nxJsonConfiguration.namedInputs?.production !== undefined,
  };
  const broken = new Set(graph.problems.map(({ layer }) => layer));
  const nodes = manifests.flatMap((manifest): CreateNodesResultArray => {
    const layer = graph.layers.find((node) => node.manifest === manifest);
    if (layer === undefined || broken.has(layer.name)) return [];
    const targets = inferTargets(layer.name, inference);
    const result: CreateNodesResult = {
      projects: {
        [dirname(manifest)]: {
          name: layer.name,
          projectType: "application",
          targets,
          tags: ["strata:layer"],
          metadata: { technologies: ["pulumi"], targetGroups: { Rollout: Object.keys(targets) } },
        },
      },
    };
    return [[manifest, result]];
  });
  if (graph.problems.length === 0) return nodes;
  const errors = graph.problems.map(({ file, error }): [string, Error] => [file, error]);
  throw new AggregateCreateNodesError(errors, nodes);
}
