import { holds, type LayerName, MASK } from "@strata/shared-config";
import { readOutputs } from "./read-outputs.ts";

/**
 * {@link readOutputs}, with the secrets in clear. The engine and the key of the stack's secrets are needed for a layer
 * that has secret outputs only.
 *
 * @throws StrataError as readOutputs; ENGINE_MISSING, ENGINE_VERSION or ENGINE_FAILED
 */
export async function readShownOutputs(
  root: string,
  layer: LayerName,
  environment: string,
): Promise<Readonly<Record<string, unknown>>> {
  const outputs = await readOutputs(root, layer, environment);
  if (!holds(outputs, MASK)) return outputs;
  // Loaded here: it brings the Pulumi SDK with it.
  const { readShownOutputs: read, requireEngine } = await import("@strata/engine");
  return read(await requireEngine(root), { root, layer, environment });
}
