import { basename, dirname, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";

const EXECUTABLE = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/**
 * Asking a CLI for its version starts it (0.2 s), and a rollout asks for every layer. A binary does not change while
 * this process runs, so one answer per path is enough.
 */
const commands = new Map<string, Promise<PulumiCommand>>();

/** Absolute path of the CLI in an installation folder such as `~/.pulumi/versions/3.259.0`. */
export function commandIn(installation: string): string {
  return join(installation, "bin", EXECUTABLE);
}

/**
 * The Automation API's handle of a CLI.
 *
 * @param command absolute path of the binary; the Automation API can only be given one that is in a folder named `bin`
 * @throws whatever starting `pulumi version` throws
 */
export function openCommand(command: string): Promise<PulumiCommand> {
  const known = commands.get(command);
  if (known !== undefined) return known;
  const opened = PulumiCommand.get({ root: dirname(dirname(command)), skipVersionCheck: true });
  commands.set(command, opened);
  opened.catch(() => commands.delete(command));
  return opened;
}

/** Whether the Automation API can be told to use this binary. */
export function isAddressable(command: string): boolean {
  return basename(dirname(command)) === "bin";
}
