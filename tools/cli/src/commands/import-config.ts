import { stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import {
  type Environment,
  environmentText,
  type ImportRows,
  listProducts,
  loadEnvironmentText,
  optionInvalid,
  productTerms,
  StrataError,
  TIERS,
} from "@strata/shared-config";
import { type Command, Option } from "commander";
import { type CommandContext, EXIT } from "../context.ts";

interface ImportOptions {
  readonly product?: string;
  readonly tier?: string;
  readonly name?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** `strata import-config <file>`: an environment's file out of the configuration of the system that it replaces. */
export function importConfigCommand(program: Command, context: CommandContext): void {
  program
    .command("import-config")
    .description("make an environment's file out of a terraform.tfvars or a Pulumi.<stack>.yaml")
    .argument("<file>", "the original system's configuration; it is only read")
    .option("--product <product>", "a file in products/, without .yaml (default: the one that knows all its keys)")
    .addOption(new Option("--tier <tier>", "default: what the file's key environment or its name says").choices(TIERS))
    .option("--name <environment>", "name of the new environment (default: <product>-<tier>)")
    .option("--output <file>", "where to write it (default: environments/<name>.yaml)")
    .option("--force", "overwrite a file that is there")
    .option("--dry-run", "print the file, and write nothing")
    .action((file: string, options: ImportOptions) => importConfig(file, options, context));
}

async function importConfig(
  file: string,
  options: ImportOptions,
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  const { readForeignFile } = await import("../import/read-foreign-file.ts");
  const { planEnvironment } = await import("../import/environment-plan.ts");
  const { reportImport } = await import("../import/import-report.ts");
  const foreign = await readForeignFile(file);
  const imports = rowsOf(root(), options.product === undefined ? listProducts(root()) : [options.product]);
  const { name, ...plan } = planEnvironment(foreign, imports, {
    ...options,
    ...(options.name === undefined && options.output !== undefined ? { name: nameOf(options.output) } : {}),
  });
  const output = resolve(options.output ?? join(root(), "environments", `${name}.yaml`));
  const schema = relative(dirname(output), join(root(), "environments", "schema.json"));
  const text = environmentText({
    ...plan,
    comment: `Imported from ${foreign.name}.`,
    schema: schema.startsWith(".") ? schema : `./${schema}`,
  });

  if (options.dryRun === true) terminal.out(text.trimEnd());
  else {
    await write(output, text, options.force === true);
    terminal.out(`wrote ${relative(process.cwd(), output)}: ${plan.product}, tier ${plan.tier}`);
  }
  const { lines, findings } = reportImport(name, plan.outcomes, check(root(), name, text));
  for (const line of lines) terminal.err(line);
  if (findings) exit(EXIT.findings);
}

/** The environment that a text describes, or the error that names its problems. */
function check(root: string, name: string, text: string): Environment | StrataError {
  try {
    return loadEnvironmentText(root, name, text);
  } catch (error) {
    if (error instanceof StrataError) return error;
    throw error;
  }
}

function rowsOf(root: string, products: readonly string[]): Record<string, ImportRows> {
  return Object.fromEntries(products.map((product) => [product, productTerms(root, product, "prod").imports]));
}

/** The environment that a file in environments/ describes. */
function nameOf(output: string): string {
  return basename(output).replace(/\.ya?ml$/, "");
}

async function write(output: string, text: string, force: boolean): Promise<void> {
  const there = await stat(output).catch(() => undefined);
  if (there?.isDirectory() === true) throw optionInvalid(`${output} is a folder`, "name a file: --output <file>");
  if (there !== undefined && !force) {
    throw optionInvalid(`${output} is there already`, "choose another one with --name, or overwrite it with --force");
  }
  if ((await stat(dirname(output)).catch(() => undefined)) === undefined) {
    throw optionInvalid(`there is no folder ${dirname(output)}`, "make it, or choose another one with --output");
  }
  await writeFile(output, text);
}
