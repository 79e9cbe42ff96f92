import { StackNotFoundError } from "@pulumi/pulumi/automation/index.js";
import { type LayerName, localBackendFolder } from "@strata/shared-config";
import { openCommand } from "../cli/command.ts";
import type { Engine } from "../cli/engine.ts";
import { engineFailure, isCommandError } from "../run/failure.ts";
import { openStack } from "../run/open-stack.ts";
import { workFolder } from "../run/work-folder.ts";
import { countEntries, countLocalEntries } from "./read-state.ts";

/**
 * Whether a layer is deployed in an environment: its stack exists and has run. A layer with nothing to do is deployed
 * too, as a stack that holds only itself. State in a folder is read without the engine; elsewhere it takes one start.
 *
 * @throws StrataError ENGINE_FAILED when the backend does not answer
 */
export async function isDeployed(
  engine: Engine,
  root: string,
  layer: LayerName,
  environment: string,
): Promise<boolean> {
  const place = { root, layer, environment };
  const folder = await workFolder(place);
  const backend = process.env.PULUMI_BACKEND_URL;
  const stateFolder = localBackendFolder(backend, folder);
  if (stateFolder !== undefined) return ((await countLocalEntries(stateFolder, layer, environment)) ?? 0) > 0;

  const stack = await openStack(await openCommand(engine.command), folder, environment, undefined, undefined);
  try {
    return countEntries(await stack.exportStack()) > 0;
  } catch (cause) {
    if (cause instanceof StackNotFoundError) return false;
    if (!isCommandError(cause)) throw cause;
    const stateAt = backend ?? "the state backend";
    throw engineFailure({ place, operation: "state", errors: [], stderr: cause.message, stateAt, cause });
  }
}
