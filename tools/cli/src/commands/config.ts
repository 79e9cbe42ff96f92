import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  contractsJsonSchema,
  describeError,
  environmentJsonSchema,
  explain,
  listEnvironments,
  loadEnvironment,
  productJsonSchema,
  StrataError,
} from "@strata/shared-config";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { tableText } from "../table.ts";
import { exampleCommand } from "./config-example.ts";
import { referenceCommand } from "./config-reference.ts";

/** `strata config …`: what an environment says, and whether it may. */
export function configCommand(program: Command, context: CommandContext): void {
  const config = program.command("config").description("explain and check the environments' files");
  explainCommand(config, context);
  validateCommand(config, context);
  schemaCommand(config, context);
  exampleCommand(config, context);
  referenceCommand(config, context);
}

function explainCommand(config: Command, { terminal, root }: CommandContext): void {
  config
    .command("explain")
    .description("say where a setting's value comes from; the first row is the one that counts")
    .argument("<environment>")
    .argument("<path>", "for example data.postgres.instanceClass")
    .option("--json", "print JSON")
    .action((environment: string, path: string, options: { json?: boolean }) => {
      const found = explain(root(), environment, path);
      if (options.json === true) {
        terminal.out(JSON.stringify(found, undefined, 2));
        return;
      }
      const rows = found.map(({ kind, label, line, value }) => ({
        value: typeof value === "string" ? value : JSON.stringify(value),
        from: kind,
        where: line === undefined ? label : `${label}:${line}`,
      }));
      terminal.out(tableText(rows, { value: "left", from: "left", where: "left" }));
    });
}

function validateCommand(config: Command, { terminal, root, exit }: CommandContext): void {
  config
    .command("validate")
    .description("check one environment, or all of them")
    .argument("[environment]")
    .action((environment: string | undefined) => {
      const names = environment === undefined ? listEnvironments(root()) : [environment];
      for (const name of names) {
        try {
          loadEnvironment(root(), name);
          terminal.out(`${name}: ${terminal.paint.green("valid")}`);
        } catch (error) {
          if (!(error instanceof StrataError) || error.code === "ENVIRONMENT_UNKNOWN") throw error;
          terminal.err(terminal.paint.red(describeError(error)));
          exit(EXIT.findings);
        }
      }
    });
}

/** The schemas that an editor reads, beside the files that they are for; and those of what others read of Strata. */
const SCHEMAS = {
  "environments/schema.json": environmentJsonSchema,
  "products/schema.json": productJsonSchema,
  "docs/schemas/contracts.json": contractsJsonSchema,
  "docs/schemas/rollout-record-2.json": async () => (await import("@strata/rollout")).recordJsonSchema(),
} as const;

function schemaCommand(config: Command, { terminal, root, exit }: CommandContext): void {
  config
    .command("schema")
    .description("print the JSON Schema of an environment's file")
    .option("--write", `write ${Object.keys(SCHEMAS).join(", ")} instead`)
    .option("--check", "say which of these files is not up to date")
    .action(async (options: { write?: boolean; check?: boolean }) => {
      if (options.write !== true && options.check !== true) {
        terminal.out(JSON.stringify(environmentJsonSchema(), undefined, 2));
        return;
      }
      for (const [file, schema] of Object.entries(SCHEMAS)) {
        const path = join(root(), file);
        const wanted = `${JSON.stringify(await schema(), undefined, 2)}\n`;
        if (options.write === true) {
          await writeFile(path, wanted);
          terminal.out(`wrote ${file}`);
        } else if ((await readFile(path, "utf8").catch(() => "")) !== wanted) {
          terminal.err(`${file} is not up to date\n  next: strata config schema --write`);
          exit(EXIT.findings);
        }
      }
    });
}
