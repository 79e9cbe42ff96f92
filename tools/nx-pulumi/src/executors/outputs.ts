import type { ExecutorContext } from "@nx/devkit";
import { readOutputs } from "@strata/rollout";
import { describeError } from "@strata/shared-config";
import { requireEnvironment, requireLayer } from "./options.ts";
import { layerOf } from "./rollout-executor.ts";

/** The options of the outputs target: see outputs-schema.json. */
export interface OutputsOptions {
  readonly environment?: string;
  readonly json?: boolean;
}

/** Prints a layer's outputs, secrets masked: a line for each, or all of them as one JSON object. */
export default async function outputs(options: OutputsOptions, context: ExecutorContext) {
  try {
    const environment = requireEnvironment(context.root, "outputs", options.environment);
    const layer = requireLayer(layerOf(context));
    const values = await readOutputs(context.root, layer, environment);
    if (options.json === true) console.log(JSON.stringify(values, undefined, 2));
    else for (const [key, value] of Object.entries(values)) console.log(`${key}: ${inOneLine(value)}`);
    return { success: true };
  } catch (error) {
    console.error(describeError(error));
    return { success: false };
  }
}

function inOneLine(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
