import { LAYERS, type LayerName, openEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { requireLayer } from "../layer-argument.ts";
import { tableText } from "../table.ts";

interface RestoreOptions {
  readonly copy?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** `strata state restore <environment> <layer>`: a good copy of a state in the place of a broken one. */
export function stateCommand(program: Command, context: CommandContext): void {
  program
    .command("state")
    .description("see to the state of a stack")
    .command("restore")
    .description("put the newest good copy of a state in its place, and keep aside what was there")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("<layer>", `one of ${LAYERS.join(", ")}`)
    .option("--list", "only show the copies that there are")
    .option("--copy <key>", "another copy than the newest good one, by its name in the list")
    .option("--json", "print JSON")
    .action((environment: string, layer: string, options: RestoreOptions) =>
      restore(environment, requireLayer(layer), options, context),
    );
}

async function restore(
  environment: string,
  layer: LayerName,
  options: RestoreOptions,
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  openEnvironment(root(), environment);
  const { requireStore, restoreState, stateCopies } = await import("@strata/rollout");
  const store = await requireStore(root());
  if (options.list === true) {
    const copies = await stateCopies(store, layer, environment);
    if (copies.length === 0) exit(EXIT.findings);
    if (options.json === true) terminal.out(JSON.stringify(copies, undefined, 2));
    else {
      const rows = copies.map(({ key, time, resources, good }) => ({
        time,
        resources: good ? `${resources}` : "damaged",
        copy: key,
      }));
      terminal.out(tableText(rows, { time: "left", resources: "right", copy: "left" }));
    }
    return;
  }
  const { copy, aside } = await restoreState(store, layer, environment, options.copy, new Date());
  if (options.json === true) {
    terminal.out(JSON.stringify({ copy, aside: aside ?? null }, undefined, 2));
    return;
  }
  terminal.out(`${layer} of ${environment} is restored from ${copy.key}: ${copy.resources} resources, ${copy.time}`);
  if (aside !== undefined) terminal.out(`what was there is kept: ${store.place}/${aside}`);
  terminal.err(`next: nx refresh ${layer} -c ${environment}, then nx deploy ${layer} -c ${environment}`);
}
