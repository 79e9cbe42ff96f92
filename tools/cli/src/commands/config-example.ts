import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { optionInvalid, productTerms, type StrataError, TIERS } from "@strata/shared-config";
import { type Command, Option } from "commander";
import { type CommandContext, EXIT } from "../context.ts";

interface ExampleOptions {
  readonly tier: (typeof TIERS)[number];
  readonly write?: boolean;
  readonly check?: boolean;
}

/** `strata config example`: every setting there is. */
export function exampleCommand(config: Command, { terminal, root, exit }: CommandContext): void {
  config
    .command("example")
    .description("print every setting with its default, or a product's file to fill in")
    .argument("[product]", "a file in products/, without .yaml")
    .addOption(new Option("--tier <tier>", "of the product").choices(TIERS).default("prod"))
    .option("--write", "write environments/settings.example instead")
    .option("--check", "say whether environments/settings.example is up to date")
    .action(async (product: string | undefined, { tier, write, check }: ExampleOptions) => {
      const { EXAMPLE_FILE, exampleOf, exampleOfAll } = await import("../example/example-text.ts");
      if (product !== undefined) {
        if (write === true || check === true) throw ofAllOnly(EXAMPLE_FILE);
        terminal.out(exampleOf(product, tier, productTerms(root(), product, tier)).trimEnd());
        return;
      }
      const file = join(root(), EXAMPLE_FILE);
      const wanted = exampleOfAll();
      if (write === true) {
        await writeFile(file, wanted);
        terminal.out(`wrote ${EXAMPLE_FILE}`);
      } else if (check !== true) terminal.out(wanted.trimEnd());
      else if ((await readFile(file, "utf8").catch(() => "")) !== wanted) {
        terminal.err(`${EXAMPLE_FILE} is not up to date\n  next: strata config example --write`);
        exit(EXIT.findings);
      }
    });
}

function ofAllOnly(file: string): StrataError {
  return optionInvalid(
    `${file} holds the settings of all products, not those of one`,
    "strata config example <product> > environments/<name>.yaml",
  );
}
