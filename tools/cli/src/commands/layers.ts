import { LAYERS } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { tableText } from "../table.ts";

/** `strata layers`: the graph, in the order in which layers are deployed. */
export function layersCommand(program: Command, { terminal, root, exit }: CommandContext): void {
  program
    .command("layers")
    .description("show the layers, what each consumes, and the order of a rollout")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const { planOrder, readLayers, upstreamsOf } = await import("@strata/rollout");
      const graph = await readLayers(root());
      for (const { error } of graph.problems) terminal.err(`${error.code}: ${error.message}\n  next: ${error.hint}`);
      if (graph.problems.length > 0) exit(EXIT.findings);
      const cyclic = graph.problems.some(({ error }) => error.code === "LAYER_CYCLE");
      const names = graph.layers.map(({ name }) => name);
      const order = cyclic ? names : planOrder(graph, names, "upstreams-first").map(({ layer }) => layer);

      if (options.json === true) {
        const layers = order.map((layer) => ({ layer, upstreams: upstreamsOf(graph, layer) }));
        const problems = graph.problems.map(({ layer, file, error }) => ({ layer, file, message: error.message }));
        terminal.out(JSON.stringify({ layers, edges: graph.edges, problems }, undefined, 2));
        return;
      }
      const rows = order.map((layer, index) => ({
        order: cyclic ? "?" : `${index + 1}`,
        layer,
        consumes: upstreamsOf(graph, layer)
          .toSorted((a, b) => LAYERS.indexOf(a) - LAYERS.indexOf(b))
          .join(", "),
      }));
      terminal.out(tableText(rows, { order: "right", layer: "left", consumes: "left" }));
    });
}
