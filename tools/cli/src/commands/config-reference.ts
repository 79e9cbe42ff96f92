import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import { REFERENCE_FILE, referenceText } from "../reference/reference-text.ts";

/** `strata config reference`: every setting, secret and variable, for a reader. */
export function referenceCommand(config: Command, { terminal, root, exit }: CommandContext): void {
  config
    .command("reference")
    .description("print every setting, secret and environment variable as Markdown")
    .option("--write", `write ${REFERENCE_FILE} instead`)
    .option("--check", "say whether that file is up to date")
    .action(async (options: { write?: boolean; check?: boolean }) => {
      const text = referenceText(root());
      const path = join(root(), REFERENCE_FILE);
      if (options.write === true) {
        await writeFile(path, text);
        terminal.out(`wrote ${REFERENCE_FILE}`);
      } else if (options.check !== true) terminal.out(text.trimEnd());
      else if ((await readFile(path, "utf8").catch(() => "")) !== text) {
        terminal.err(`${REFERENCE_FILE} is not up to date\n  next: strata config reference --write`);
        exit(EXIT.findings);
      }
    });
}
