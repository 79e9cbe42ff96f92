import type { Engine } from "../cli/engine.ts";
import { runWithSecret } from "../cli/secret-command.ts";
import type { LayerPlace } from "./work-folder.ts";

/**
 * Sets a secret of a stack's config: `strata:<path>`, encrypted with the stack's own key.
 *
 * @param value one line end at its end is lost, as the CLI takes it for that of the input
 * @throws StrataError ENGINE_FAILED when there is no such stack, or its backend or key does not answer
 */
export async function setStackSecret(engine: Engine, place: LayerPlace, path: string, value: string): Promise<void> {
  await runWithSecret(engine, place, ["config", "set", "--secret", `strata:${path}`], value);
}
