import type { PulumiCommand, PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import { StackNotFoundError } from "@pulumi/pulumi/automation/index.js";
import { engineOptions } from "./engine-options.ts";
import { createStack, openStack } from "./open-stack.ts";
import { withPassingStack } from "./passing-stack.ts";
import type { RunLog } from "./run-log.ts";
import { type LayerPlace, runSettings } from "./work-folder.ts";

/**
 * What is done to a layer: `refresh` reads the real resources into the state; `preview-destroy` shows what a destroy
 * would delete, and changes nothing.
 */
export type Operation = "preview" | "deploy" | "destroy" | "preview-destroy" | "refresh";

/** What the engine is to do, where, and who listens. */
export interface EngineCall {
  readonly command: PulumiCommand;
  readonly place: LayerPlace;
  readonly operation: Operation;
  readonly config: Readonly<Record<string, string>>;
  /** What a refresh is about; undefined for everything. */
  readonly targets: readonly string[] | undefined;
  /** The engine's working folder. */
  readonly folder: string;
  /** A folder for this run alone. */
  readonly scratch: string;
  /** False when the backend is known not to have the stack. */
  readonly mayExist: boolean;
  readonly program: PulumiFn | undefined;
  readonly log: RunLog;
  /** Executables of the policy packs that judge what a preview or a deploy does. */
  readonly policyPacks: readonly string[];
}

/**
 * Lets the engine do one operation on one stack. A stack that does not exist is made for a deploy, and for the time of a
 * preview; there is nothing to destroy or to refresh in it.
 */
export async function operate(call: EngineCall): Promise<void> {
  const { place, folder, scratch, operation } = call;
  const { secretsProvider } = await runSettings(place, folder, {}, scratch);
  const stack = await openStack(call.command, folder, place.environment, secretsProvider, call.program);
  if (call.mayExist) {
    const found = await runOn(stack, call).then(
      () => true,
      (error: unknown) => {
        if (error instanceof StackNotFoundError) return false;
        throw error;
      },
    );
    if (found) return;
  }
  if (operation === "preview") await withPassingStack(stack, place, folder, () => runOn(stack, call));
  if (operation !== "deploy") return;
  await createStack(stack);
  await runOn(stack, call);
}

async function runOn(stack: Stack, call: EngineCall): Promise<void> {
  const { place, folder, scratch, operation, config, targets, log, policyPacks } = call;
  const { configFile } = await runSettings(place, folder, config, scratch);
  const options = { ...engineOptions(log), ...(configFile === undefined ? {} : { configFile }) };
  const judged = policyPacks.length === 0 ? options : { ...options, policyPacks: [...policyPacks] };
  if (operation === "preview") await stack.preview(judged);
  if (operation === "deploy") await stack.up(judged);
  if (operation === "preview-destroy") await stack.previewDestroy(options);
  if (operation === "refresh")
    await stack.refresh(targets === undefined ? options : { ...options, target: [...targets] });
  if (operation === "destroy") {
    await stack.destroy(options);
    // A rehearsal's settings are its own to forget; a real stack's may hold what somebody on call has written.
    const preserveConfig = process.env.STRATA_REHEARSAL === undefined;
    await stack.workspace.removeStack(stack.name, { preserveConfig });
  }
}
