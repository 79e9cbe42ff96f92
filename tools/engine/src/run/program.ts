import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { StrataError } from "@strata/shared-config";
import type { ProgramWatch } from "@strata/shared-config/layer";

/** What a layer's index.ts exports: it registers the resources, and gives the stack's outputs. */
export type LayerProgram = (watch: ProgramWatch) => Promise<Record<string, unknown>>;

/**
 * The default export of `stacks/<layer>/index.ts`. Node keeps a module it has read: an edit made afterwards is seen by
 * the next process only.
 *
 * @throws StrataError LAYER_FILE_INVALID when the file cannot be loaded, or its default export is no function
 */
export async function loadProgram(root: string, layer: string): Promise<LayerProgram> {
  const file = join(root, "stacks", layer, "index.ts");
  const module: unknown = await import(pathToFileURL(file).href).catch((cause: unknown) => {
    if (cause instanceof StrataError) throw cause;
    throw invalid(layer, `cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  });
  if (hasProgram(module)) return module.default;
  throw invalid(layer, "has no default export that is a function");
}

function hasProgram(module: unknown): module is { default: LayerProgram } {
  return typeof module === "object" && module !== null && "default" in module && typeof module.default === "function";
}

function invalid(layer: string, what: string, cause?: unknown): StrataError {
  return new StrataError("LAYER_FILE_INVALID", `stacks/${layer}/index.ts ${what}`, {
    hint: `export default defineLayer("${layer}", async (layer) => …) in stacks/${layer}/index.ts`,
    fault: "user",
    cause,
  });
}
