import { spawn } from "node:child_process";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";

/** `strata exec <environment> <service> [-- command…]`: a shell, or one command, in a running task. */
export function execCommand(program: Command, { root, exit }: CommandContext): void {
  program
    .command("exec")
    .description("open a shell in a running task of a service, or run one command there")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("<service>", "key of a service")
    .argument("[command...]", "after --: the command (default: /bin/sh)")
    .option("--task <id>", "which task (default: the first that runs)")
    .action(async (environment: string, service: string, command: readonly string[], options: { task?: string }) => {
      const { execWords } = await import("@strata/operate");
      const words = command.length === 0 ? ["/bin/sh"] : command;
      const request = { root: root(), environment, service, command: words, task: options.task };
      const [program, ...args] = await execWords(request, process.env.PATH ?? "");
      exit(await inTerminal(program, args));
    });
}

/** Gives the terminal to a program until it ends; Ctrl-C is its, not ours. */
function inTerminal(program: string, args: readonly string[]): Promise<number> {
  const ours = () => undefined;
  process.on("SIGINT", ours);
  return new Promise<number>((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  }).finally(() => process.off("SIGINT", ours));
}
