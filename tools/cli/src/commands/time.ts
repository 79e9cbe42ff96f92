import { relative } from "node:path";
import { loadEnvironment } from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { layerTable, pathTable, predictionLine, waitTable } from "../time-text.ts";

interface TimeOptions {
  readonly destroy?: boolean;
  readonly json?: boolean;
}

/** `strata time <environment>`: how long what was rehearsed takes in a real account, and why. */
export function timeCommand(program: Command, { terminal, root }: CommandContext): void {
  program
    .command("time")
    .description(
      "predict how long the last rehearsed change of an environment takes in a real account, and what waits for what",
    )
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--destroy", "predict the deletion of all that it left instead")
    .option("--json", "print JSON")
    .action(async (environment: string, options: TimeOptions) => {
      loadEnvironment(root(), environment);
      const { asDestroy, openWorld, predict } = await import("@strata/rehearsal");
      const { lastTrace } = await import("../last-trace.ts");
      const { file, trace } = await lastTrace(openWorld(root()).folder, environment);
      const prediction = predict(options.destroy === true ? asDestroy(trace) : trace);
      if (options.json === true) {
        terminal.out(JSON.stringify({ file, prediction }, undefined, 2));
        return;
      }
      const lines = [
        terminal.paint.bold(`${prediction.operation} of ${environment}: ${predictionLine(prediction)}`),
        layerTable(prediction),
        "what the whole waits for, in its order:",
        pathTable(prediction.criticalPath),
        ...(prediction.waits.length === 0 ? [] : ["who waits for whom:", waitTable(prediction)]),
        `by ${relative(process.cwd(), file)}; every figure and its source: strata time ${environment} --json`,
      ];
      for (const line of lines) terminal.out(line);
    });
}
