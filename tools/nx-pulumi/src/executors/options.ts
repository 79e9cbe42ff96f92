import { resolve } from "node:path";
import type { Operation } from "@strata/engine";
import { isLayerName, parseSettings, type RolloutRequest } from "@strata/rollout";
import { LAYERS, type LayerName, listEnvironments, optionInvalid, StrataError } from "@strata/shared-config";

/** The options of a rollout target as Nx hands them over: see schema.json. */
export interface RolloutOptions
  extends Pick<
    RolloutRequest,
    "concurrency" | "failFast" | "resume" | "cutoff" | "plan" | "lockTimeout" | "stepTimeout"
  > {
  readonly environment?: string;
  readonly layer?: string;
  readonly config?: string | readonly string[];
  readonly preview?: boolean;
}

/**
 * The rollout that a command asks for. Throws ENVIRONMENT_UNKNOWN, ENVIRONMENT_INVALID and LAYER_UNKNOWN.
 *
 * @param layers names of the projects' folders
 */
export function readRequest(
  root: string,
  operation: Operation,
  layers: readonly string[],
  options: RolloutOptions,
): RolloutRequest {
  const { environment, layer: _, config, plan, preview, ...rest } = options;
  return {
    ...rest,
    root,
    operation: preview === true ? previewOf(operation) : operation,
    environment: requireEnvironment(root, operation, environment),
    layers: layers.map(requireLayer),
    config: parseSettings(typeof config === "string" ? [config] : (config ?? [])),
    ...(plan === undefined ? {} : { plan: resolve(root, plan) }),
  };
}

/** The operation that shows what another one would do. Throws OPTION_INVALID where there is none. */
function previewOf(operation: Operation): Operation {
  if (operation === "destroy") return "preview-destroy";
  if (operation === "deploy" || operation === "preview") return "preview";
  throw optionInvalid(
    `${operation} has no preview`,
    "what a refresh would read is told by: strata drift <environment>",
  );
}

/**
 * The environment that a command is for. Throws ENVIRONMENT_UNKNOWN with all there are when none was chosen: that is
 * also what Nx makes of `-c` with a name that is no configuration.
 */
export function requireEnvironment(root: string, target: string, environment: string | undefined): string {
  if (environment !== undefined) return environment;
  const known = listEnvironments(root);
  throw new StrataError("ENVIRONMENT_UNKNOWN", `${target} needs an environment that exists: -c <environment>`, {
    hint: known.length === 0 ? "add environments/<name>.yaml" : `choose one of: ${known.join(", ")}`,
    fault: "user",
  });
}

/** The layer that a project is. Throws LAYER_UNKNOWN for any other project that was given one of these executors. */
export function requireLayer(layer: string): LayerName {
  if (isLayerName(layer)) return layer;
  throw new StrataError("LAYER_UNKNOWN", `the folder ${layer} is not a layer's`, {
    hint: `this executor is for the layers: ${LAYERS.join(", ")}`,
    fault: "user",
  });
}
