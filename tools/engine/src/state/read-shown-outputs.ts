import { asTree, StrataError } from "@strata/shared-config";
import type { Engine } from "../cli/engine.ts";
import { runWithSecret } from "../cli/secret-command.ts";
import type { LayerPlace } from "../run/work-folder.ts";

/**
 * A stack's outputs with its secrets in clear: for whoever puts them where they belong, and for no log. It takes the key
 * of the stack's secrets, and one start of the engine.
 *
 * @throws StrataError ENGINE_FAILED when the backend or the key does not answer
 */
export async function readShownOutputs(engine: Engine, place: LayerPlace): Promise<Readonly<Record<string, unknown>>> {
  const text = await runWithSecret(engine, place, ["stack", "output", "--json", "--show-secrets"]);
  try {
    return asTree(JSON.parse(text));
  } catch {
    // The parser's message would quote what it read: secrets.
    throw new StrataError("ENGINE_FAILED", `the outputs of ${place.layer} of ${place.environment} are no JSON`, {
      hint: `cd stacks/${place.layer} && pulumi stack output --stack ${place.environment}`,
      fault: "environment",
    });
  }
}
