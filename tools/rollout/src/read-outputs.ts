import { type LayerName, openEnvironment, StrataError } from "@strata/shared-config";
import { openReader } from "./open-reader.ts";

/**
 * What a layer promises in an environment, as its last deploy left it. A secret is the text `[secret]`: no key is needed to
 * read the rest. Throws LAYER_NOT_DEPLOYED when there is no such stack.
 */
export async function readOutputs(
  root: string,
  layer: LayerName,
  environment: string,
): Promise<Readonly<Record<string, unknown>>> {
  openEnvironment(root, environment);
  const { readStack } = await openReader(root);
  const { entries, outputs } = await readStack(layer, environment);
  if (entries > 0) return outputs;
  throw new StrataError("LAYER_NOT_DEPLOYED", `${layer} has no stack ${environment}`, {
    hint: `nx deploy ${layer} -c ${environment}`,
    fault: "user",
  });
}
