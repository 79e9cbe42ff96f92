import { LAYERS, openEnvironment, optionInvalid } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { requireLayer } from "../layer-argument.ts";
import { type Outputs, readAllOutputs } from "../read-all-outputs.ts";

interface OutputsOptions {
  readonly json?: boolean;
  readonly showSecrets?: boolean;
}

/** `strata outputs <environment> [layer]`: what the deployed layers promise. */
export function outputsCommand(program: Command, { terminal, root, exit }: CommandContext): void {
  program
    .command("outputs")
    .description("print what the deployed layers of an environment promise, secrets masked")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("[layer]", `one of ${LAYERS.join(", ")} (default: all that are deployed)`)
    .option("--json", "print JSON")
    .option("--show-secrets", "of one layer, print its secrets in clear; takes the key of the stack's secrets")
    .action(async (environment: string, layer: string | undefined, options: OutputsOptions) => {
      openEnvironment(root(), environment);
      const shown = options.showSecrets === true;
      if (shown && layer === undefined) {
        throw optionInvalid("secrets are shown of one layer", `strata outputs ${environment} data --show-secrets`);
      }
      const all =
        layer === undefined
          ? await readAllOutputs(root(), environment)
          : await readOne(root(), environment, layer, shown);
      if (Object.keys(all).length === 0) {
        terminal.err(`no layer of ${environment} is deployed\n  next: nx run-many -t deploy -c ${environment}`);
        exit(EXIT.findings);
      }
      if (options.json === true) {
        terminal.out(JSON.stringify(layer === undefined ? all : Object.values(all)[0], undefined, 2));
        return;
      }
      for (const [name, outputs] of Object.entries(all)) {
        terminal.out(terminal.paint.bold(name));
        for (const [key, value] of Object.entries(outputs)) {
          terminal.out(`  ${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
        }
      }
    });
}

async function readOne(
  root: string,
  environment: string,
  layer: string,
  shown: boolean,
): Promise<Record<string, Outputs>> {
  const name = requireLayer(layer);
  const { readOutputs, readShownOutputs } = await import("@strata/rollout");
  return { [name]: await (shown ? readShownOutputs : readOutputs)(root, name, environment) };
}
