import { join } from "node:path";
import { type LayerName, loadEnvironment, StrataError } from "@strata/shared-config";
import { ExecaError, execa } from "execa";

/**
 * What a layer promises in an environment, as its last deploy left it. A secret is the text `[secret]`.
 * Throws LAYER_NOT_DEPLOYED when there is no such stack, and what the engine's discovery throws.
 */
export async function readOutputs(
  root: string,
  layer: LayerName,
  environment: string,
): Promise<Readonly<Record<string, unknown>>> {
  loadEnvironment(root, environment);
  // Loaded here: it brings the Pulumi SDK with it.
  const { readStack, requireEngine } = await import("@strata/engine");
  const engine = await requireEngine(root);
  if ((await readStack(engine, root, layer, environment)).entries === 0) {
    throw new StrataError("LAYER_NOT_DEPLOYED", `${layer} has no stack ${environment}`, {
      hint: `nx deploy ${layer} -c ${environment}`,
      fault: "user",
    });
  }
  const args = ["stack", "output", "--json", "--stack", environment, "--non-interactive"];
  try {
    const { stdout } = await execa(engine.command, args, { cwd: join(root, "stacks", layer) });
    return toRecord(JSON.parse(stdout));
  } catch (cause) {
    if (!(cause instanceof ExecaError)) throw cause;
    throw new StrataError("ENGINE_FAILED", `the outputs of ${layer} cannot be read: ${String(cause.stderr).trim()}`, {
      hint: `cd stacks/${layer} && pulumi stack output -s ${environment}`,
      fault: "environment",
      cause,
    });
  }
}

function toRecord(outputs: unknown): Readonly<Record<string, unknown>> {
  return typeof outputs === "object" && outputs !== null ? Object.fromEntries(Object.entries(outputs)) : {};
}
