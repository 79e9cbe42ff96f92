import { type CreateDependenciesContext, DependencyType, type RawProjectGraphDependency } from "@nx/devkit";
import { readLayers } from "@strata/rollout";

/** An edge for each `upstream("…")` in a layer's program, with the file that says so. */
export async function createLayerDependencies(
  context: CreateDependenciesContext,
): Promise<RawProjectGraphDependency[]> {
  const graph = await readLayers(context.workspaceRoot);
  const projectAt = new Map(Object.entries(context.projects).map(([name, { root }]) => [root, name]));
  const projectOf = (layer: string) => {
    const node = graph.layers.find(({ name }) => name === layer);
    return node === undefined ? undefined : projectAt.get(node.folder);
  };
  return graph.edges.flatMap(({ layer, upstream, file }): RawProjectGraphDependency[] => {
    const source = projectOf(layer);
    const target = projectOf(upstream);
    // An upstream that is not there is a problem of the layer, and createNodes has refused the graph for it.
    if (source === undefined || target === undefined) return [];
    return [{ source, target, sourceFile: file, type: DependencyType.static }];
  });
}
