import { LAYERS, loadEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { driftLines } from "../drift-text.ts";
import { requireLayer } from "../layer-argument.ts";
import { stopSignal } from "../stop-signal.ts";

interface DriftOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `strata drift <environment> [layers…]`: the real resources against the states. */
export function driftCommand(program: Command, context: CommandContext): void {
  program
    .command("drift")
    .description(
      "compare the real resources with what the last runs left; exit 0 none, 1 drift, 2 could not read, 3 a run is in progress",
    )
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("[layers...]", `of ${LAYERS.join(", ")} (default: all)`)
    .option("--json", "print JSON")
    .option("--csv", "print a line for each difference")
    .action((environment: string, layers: readonly string[], options: DriftOptions) =>
      drift(environment, layers, options, context),
    );
}

async function drift(
  environment: string,
  layers: readonly string[],
  options: DriftOptions,
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  loadEnvironment(root(), environment);
  const wanted = layers.map(requireLayer);
  const { busyEnvironment, checkDrift, driftCsv, runsFolder, valueText } = await import("@strata/rollout");
  const stop = stopSignal();
  const report = await checkDrift(
    { root: root(), environment, layers: wanted.length === 0 ? "all" : wanted },
    {
      now: () => new Date(),
      notify: ({ layer, status }) => terminal.err(`${layer}: ${status === "none" ? "no drift" : status}`),
      signal: stop,
      busy: () => busyEnvironment({ root: root(), environment, folder: runsFolder(root()) }),
    },
  );
  if (options.json === true) terminal.out(JSON.stringify(report, undefined, 2));
  else if (options.csv === true) terminal.out(driftCsv(report).trimEnd());
  else for (const line of driftLines(report, valueText, terminal)) terminal.out(line);
  exit({ none: EXIT.fine, drift: EXIT.findings, skipped: EXIT.inProgress, failed: EXIT.couldNotRun }[report.status]);
  if (stop.aborted) exit(EXIT.interrupted);
}
