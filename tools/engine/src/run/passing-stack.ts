import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { systemCode } from "@strata/shared-config";
import { stackKey } from "../state/stack-key.ts";
import { openStore } from "../store/open-store.ts";
import { isCommandError } from "./failure.ts";
import { createStack } from "./open-stack.ts";
import type { LayerPlace } from "./work-folder.ts";

/**
 * Makes a stack, runs `body` on it and takes the stack away again, whatever became of `body`: the engine previews only
 * what is there. The stack's settings are as before, too.
 *
 * @param folder the engine's working folder
 */
export async function withPassingStack(
  stack: Stack,
  place: LayerPlace,
  folder: string,
  body: () => Promise<void>,
): Promise<void> {
  const settings = join(folder, `Pulumi.${place.environment}.yaml`);
  const before = await readFile(settings, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  const made = await createStack(stack);
  try {
    await body();
  } finally {
    if (made) {
      await removeEmpty(stack, place, folder);
      if (before === undefined) await rm(settings, { force: true });
      else await writeFile(settings, before);
    }
  }
}

async function removeEmpty(stack: Stack, { layer, environment }: LayerPlace, folder: string): Promise<void> {
  try {
    await stack.workspace.removeStack(stack.name, { preserveConfig: true });
    // The engine keeps a copy of what it removes, of a stack that never was.
    await openStore(folder)?.remove(`${stackKey(layer, environment)}.bak`);
  } catch (error) {
    // Somebody else deploys it by now: then it is theirs, and the engine refuses to remove it.
    if (!isCommandError(error)) throw error;
  }
}
