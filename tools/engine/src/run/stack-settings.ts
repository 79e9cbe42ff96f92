/*
 * What a set-up does to a stack by the engine itself: to select or make it, and to set a secret of its config. A secret's
 * value goes to the engine on its standard input: the list of processes, which everybody may read, shows arguments.
 */
import { StackNotFoundError } from "@pulumi/pulumi/automation/index.js";
import { valueAt } from "@strata/shared-config";
import { openCommand } from "../cli/command.ts";
import type { Engine } from "../cli/engine.ts";
import { runWithSecret } from "../cli/secret-command.ts";
import { readStoredStack } from "../state/read-state.ts";
import { openStore } from "../store/open-store.ts";
import { engineFailure, isCommandError } from "./failure.ts";
import { createStack, openStack } from "./open-stack.ts";
import { type LayerPlace, workFolder } from "./work-folder.ts";

/**
 * Whether a stack is there. A store is read without the engine; elsewhere the engine is asked to select it.
 *
 * @throws StrataError ENGINE_FAILED
 */
export async function hasStack(engine: Engine, place: LayerPlace): Promise<boolean> {
  const store = openStore(await workFolder(place));
  if (store !== undefined) return (await readStoredStack(store, place.layer, place.environment)) !== undefined;
  return inWords(place, "stack select", async () => {
    const { workspace } = await open(engine, place, undefined);
    try {
      await workspace.selectStack(place.environment);
      return true;
    } catch (error) {
      if (error instanceof StackNotFoundError) return false;
      throw error;
    }
  });
}

/**
 * Makes a stack, unless somebody else just did.
 *
 * @param secretsProvider how it encrypts its secrets, such as `awskms://alias/x`. @default - by passphrase, or as the
 *   backend does
 * @throws StrataError ENGINE_FAILED
 */
export async function makeStack(engine: Engine, place: LayerPlace, secretsProvider?: string): Promise<void> {
  await inWords(place, "stack init", async () => createStack(await open(engine, place, secretsProvider)));
}

async function open(engine: Engine, place: LayerPlace, secretsProvider: string | undefined) {
  const command = await openCommand(engine.command);
  return openStack(command, await workFolder(place), place.environment, secretsProvider, undefined);
}

/**
 * Sets a secret of a stack's config; what stood there goes.
 *
 * @param key such as `strata:data.postgres.password`
 * @throws StrataError ENGINE_FAILED, without the value
 */
export async function setStackSecret(engine: Engine, place: LayerPlace, key: string, value: string): Promise<void> {
  await runWithSecret(engine, place, ["config", "set", "--secret", key], value);
}

/** A value of a stack's config, decrypted; undefined where the key has none. Throws StrataError ENGINE_FAILED. */
export async function readStackSecret(engine: Engine, place: LayerPlace, key: string): Promise<string | undefined> {
  const all: unknown = JSON.parse(await runWithSecret(engine, place, ["config", "--show-secrets", "--json"]));
  const value = valueAt(all, [key, "value"]);
  return typeof value === "string" ? value : undefined;
}

async function inWords<Result>(place: LayerPlace, operation: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    if (!isCommandError(cause)) throw cause;
    throw engineFailure({
      place,
      operation,
      errors: [],
      stderr: cause.message,
      stateAt: "the state backend",
      cause,
    });
  }
}
