import type { LayerWhy } from "@strata/rollout";
import { LAYERS, loadEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { requireLayer } from "../layer-argument.ts";

/** Reasons of a layer that a person is shown; JSON has all of them. */
const SHOWN = 12;

/** `strata why <environment> [layer]`: what a deploy would run, and because of what. */
export function whyCommand(program: Command, { terminal, root }: CommandContext): void {
  program
    .command("why")
    .description("say what makes a deploy run a layer: the file, value or output that changed; or that nothing did")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("[layer]", `one of ${LAYERS.join(", ")} (default: all)`)
    .option("--json", "print JSON")
    .action(async (environment: string, layer: string | undefined, options: { json?: boolean }) => {
      const wanted = layer === undefined ? undefined : requireLayer(layer);
      loadEnvironment(root(), environment);
      const { explainLayers } = await import("@strata/rollout");
      const all = await explainLayers(root(), environment);
      const rows = all.filter((row) => wanted === undefined || row.layer === wanted);
      if (options.json === true) terminal.out(JSON.stringify(layer === undefined ? rows : rows[0], undefined, 2));
      else for (const row of rows) for (const line of whyLines(row)) terminal.out(line);
    });
}

/** `services: environments/threa-prod.yaml services.api.cpu 256 → 512`: a line for each reason, or one for none. */
export function whyLines({ layer, status, reasons, deployed }: LayerWhy): readonly string[] {
  if (status === "unchanged") {
    const from =
      deployed?.commit === null ? "" : ` from ${deployed?.commit}${deployed?.dirty ? " and other files" : ""}`;
    return [`${layer}: unchanged since its last deploy, ${deployed?.at}${from}`];
  }
  const rest = reasons.length - SHOWN;
  return [
    ...reasons.slice(0, SHOWN).map(({ text }) => `${layer}: ${text}`),
    ...(rest > 0 ? [`${layer}: … and ${rest} more: --json has them all`] : []),
  ];
}
