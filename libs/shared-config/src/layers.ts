/** The six layers, in the order in which a reader meets them. The deployment order comes from the graph, not from here. */
export const LAYERS = ["network", "data", "cluster", "services", "edge", "observability"] as const;

/** A layer: one folder below `stacks/`, one Pulumi project. */
export type LayerName = (typeof LAYERS)[number];
