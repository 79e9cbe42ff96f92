import { listEnvironments, StrataError } from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";

interface RecordOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `strata record <run | environment>`: what became of a run. */
export function recordCommand(program: Command, { terminal, root }: CommandContext): void {
  program
    .command("record")
    .description(
      "print the record of a run as JSON (docs/schemas/rollout-record-2.json), or a line for each layer as CSV",
    )
    .argument("<run>", "a run's id, or an environment: its last run")
    .option("--json", "print JSON, which is what it does without --csv too")
    .option("--csv", "print CSV")
    .action(async (name: string, options: RecordOptions) => {
      const { findRecord, recordCsv, recordText, runsFolder } = await import("@strata/rollout");
      const isEnvironment = listEnvironments(root()).includes(name);
      const record = await findRecord(root(), runsFolder(root()), isEnvironment ? { environment: name } : { id: name });
      if (record === undefined) throw noRecord(name, isEnvironment);
      terminal.out((options.csv === true ? recordCsv(record) : recordText(record)).trimEnd());
    });
}

function noRecord(name: string, isEnvironment: boolean): StrataError {
  const what = isEnvironment
    ? `no run of ${name} is on record`
    : `no run ${name} is on record, and no environment is called so`;
  return new StrataError("RUN_MISSING", what, {
    hint: isEnvironment ? `nx run-many -t preview -c ${name}` : "strata status <environment> says the last run's id",
    fault: "user",
  });
}
