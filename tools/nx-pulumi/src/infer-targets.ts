import type { TargetConfiguration, TargetDependencyConfig } from "@nx/devkit";
import type { Operation } from "@strata/engine";

/** What the targets of a layer are made from. */
export interface InferenceContext {
  /** Names of the environment files. */
  readonly environments: readonly string[];
  /** Whether nx.json says what of a project reaches production: its named input `production`. */
  readonly hasProduction: boolean;
}

type TargetName = Exclude<Operation, "preview-destroy"> | "outputs";

const DESCRIPTIONS: Readonly<Record<TargetName, (layer: string) => string>> = {
  preview: (layer) => `Shows what a deploy of ${layer} would change, and changes nothing`,
  deploy: (layer) => `Deploys ${layer}, after those layers of the same command that it consumes`,
  destroy: (layer) => `Deletes everything in ${layer}, after those layers of the same command that consume it`,
  refresh: (layer) => `Reads the real resources of ${layer} into its state`,
  outputs: (layer) => `Prints what ${layer} promises to its dependents, secrets masked`,
};

/** The targets of a layer: one for each operation, each with a configuration for every environment. */
export function inferTargets(layer: string, context: InferenceContext): Record<TargetName, TargetConfiguration> {
  const [example = "<environment>"] = context.environments;
  const target = (name: TargetName, rest: Partial<TargetConfiguration>): TargetConfiguration => ({
    executor: `@strata/nx-pulumi:${name}`,
    // It changes the world, or reads a world that others change: no earlier result stands for this one.
    cache: false,
    inputs: inputs(context),
    configurations: Object.fromEntries(context.environments.map((environment) => [environment, { environment }])),
    metadata: {
      description: DESCRIPTIONS[name](layer),
      technologies: ["pulumi"],
      help: {
        command: `nx ${name} ${layer} --help`,
        example: { args: ["-c", example], options: name === "outputs" ? { json: true } : { concurrency: 1 } },
      },
    },
    ...rest,
  });
  return {
    preview: target("preview", { options: { layer }, dependsOn: upstreamsFirst("preview") }),
    deploy: target("deploy", { options: { layer }, dependsOn: upstreamsFirst("deploy") }),
    // No dependsOn: Nx knows one direction only, and nothing may ever pull a layer into a destroy.
    destroy: target("destroy", { options: { layer } }),
    refresh: target("refresh", { options: { layer }, dependsOn: upstreamsFirst("refresh") }),
    outputs: target("outputs", {}),
  };
}

/**
 * The same target of each upstream comes first. Its options go along, so that a task which nobody asked for finds
 * another layer's name in `layer`, and knows that it is there for the order alone.
 */
function upstreamsFirst(target: Operation): (string | TargetDependencyConfig)[] {
  return [{ target, dependencies: true, options: "forward", params: "ignore" }];
}

function inputs({ hasProduction }: InferenceContext): string[] {
  const own = hasProduction ? ["production", "^production"] : ["default", "^default"];
  const described = ["environments", "products", "tiers"].map((folder) => `{workspaceRoot}/${folder}/*.yaml`);
  return [
    "{projectRoot}/Pulumi.yaml",
    "{projectRoot}/Pulumi.*.yaml",
    ...own,
    ...described,
    "{workspaceRoot}/policies/**/*",
  ];
}
