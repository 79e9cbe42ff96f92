import type { CreateDependencies, CreateNodes } from "@nx/devkit";
import { createLayerDependencies } from "./create-dependencies.ts";
import { createLayerNodes } from "./create-nodes.ts";

/** The plugin's name in nx.json. */
export const name = "@strata/nx-pulumi";

/** Every Pulumi.yaml below stacks/ is a layer. */
export const createNodes: CreateNodes = [
  "stacks/*/Pulumi.yaml",
  (manifests, _options, context) => createLayerNodes(manifests, context),
];

/** The edges between layers, from their programs. */
export const createDependencies: CreateDependencies = (_options, context) => createLayerDependencies(context);
