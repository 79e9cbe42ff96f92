import { StackNotFoundError } from "@pulumi/pulumi/automation/index.js";
import type { LayerName } from "@strata/shared-config";
import { openCommand } from "../cli/command.ts";
import type { Engine } from "../cli/engine.ts";
import { engineFailure, isCommandError } from "../run/failure.ts";
import { openStack } from "../run/open-stack.ts";
import { workFolder } from "../run/work-folder.ts";
import { openStore } from "../store/open-store.ts";
import { contentsOf, EMPTY_STACK, readStoredStack, type StackContents } from "./read-state.ts";

/**
 * What a layer's stack in an environment holds. A layer is deployed where its stack has run; one with nothing to do is
 * deployed too, as a stack that holds only itself. State in a store is read without the engine; elsewhere it takes one
 * start.
 *
 * @throws StrataError ENGINE_FAILED when the backend does not answer
 */
export async function readStack(
  engine: Engine,
  root: string,
  layer: LayerName,
  environment: string,
): Promise<StackContents> {
  const place = { root, layer, environment };
  const folder = await workFolder(place);
  const store = openStore(folder);
  if (store !== undefined) return (await readStoredStack(store, layer, environment)) ?? EMPTY_STACK;

  const stack = await openStack(await openCommand(engine.command), folder, environment, undefined, undefined);
  try {
    return contentsOf(await stack.exportStack());
  } catch (cause) {
    if (cause instanceof StackNotFoundError) return EMPTY_STACK;
    if (!isCommandError(cause)) throw cause;
    const stderr = cause.message;
    throw engineFailure({ place, operation: "state", errors: [], stderr, stateAt: "the state backend", cause });
  }
}
