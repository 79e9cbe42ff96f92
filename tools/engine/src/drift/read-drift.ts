import { openCommand } from "../cli/command.ts";
import type { Engine } from "../cli/engine.ts";
import { engineOptions } from "../run/engine-options.ts";
import { engineFailure, isCommandError } from "../run/failure.ts";
import { openStack } from "../run/open-stack.ts";
import { RunLog } from "../run/run-log.ts";
import { type LayerPlace, runSettings, workFolder } from "../run/work-folder.ts";
import { openStore } from "../store/open-store.ts";
import { driftOf, type ResourceDrift } from "./resource-drift.ts";

/** What differs between a layer's state and the real resources, and what the engine had to say about it. */
export interface StackDrift {
  /** In the order in which the engine was done with them. */
  readonly resources: readonly ResourceDrift[];
  readonly diagnostics: readonly string[];
}

/**
 * Reads every resource of a deployed layer, and compares it with the state. Changes nothing: not in the account, and not in
 * the state. The layer's program is not run.
 *
 * @param signal stops the engine
 * @throws StrataError ENGINE_FAILED when a resource cannot be read, or the backend does not answer
 */
export async function readDrift(engine: Engine, place: LayerPlace, signal: AbortSignal): Promise<StackDrift> {
  const folder = await workFolder(place);
  const found: ResourceDrift[] = [];
  const log = new RunLog((event) => {
    const metadata = event.resOutputsEvent?.metadata;
    const drift = metadata === undefined ? undefined : driftOf(metadata);
    if (drift !== undefined) found.push(drift);
  });
  try {
    // No configuration is laid over the stack's own, so there is nothing to copy.
    const { secretsProvider } = await runSettings(place, folder, {}, folder);
    const command = await openCommand(engine.command);
    const stack = await openStack(command, folder, place.environment, secretsProvider, undefined);
    await stack.previewRefresh({ ...engineOptions(log), signal });
  } catch (cause) {
    if (!isCommandError(cause)) throw cause;
    const stateAt = openStore(folder)?.place ?? "the state backend";
    throw engineFailure({ place, operation: "refresh", errors: log.errors, stderr: log.stderr, stateAt, cause });
  }
  return { resources: found, diagnostics: log.diagnostics };
}
