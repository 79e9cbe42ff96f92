/**
 * The Automation API starts the CLI as a child like any other: it gets the signals of the terminal, and writes into pipes.
 * This one starts it so that only its leash ends it:
 *
 * - in a session of its own: a Ctrl-C in a terminal, and a signal to a process group, would count as one of ours;
 * - with SIGINT ignored at its start. A Go program keeps that until it asks for the signal itself, which the engine does
 *   while it makes changes; before and after that, with its lock in hand, a SIGINT would end it on the spot (os/signal,
 *   "Default behavior of signals in Go programs");
 * - with files for its output. A Go program that writes into a pipe without a reader dies of SIGPIPE: the engine must
 *   outlive the process that started it, to put its state in order and give its lock back.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import {
  CommandError,
  ConcurrentUpdateError,
  type PulumiCommand,
  StackAlreadyExistsError,
  StackNotFoundError,
} from "@pulumi/pulumi/automation/index.js";
import type { EngineLeash } from "./engine-leash.ts";

/** Node resets the signals of what it starts; a shell can set them and then become the program. */
const WITHOUT_SIGINT = 'trap "" INT HUP; exec "$0" "$@"';

/** What a run of the CLI gave. */
interface CliResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** How the Automation API runs the CLI. It is told what that wrote when it has ended. */
type RunCli = (
  args: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>>,
  onOutput?: (text: string) => void,
  onError?: (text: string) => void,
) => Promise<CliResult>;

/** The same CLI, every run of which is on a leash. */
export function leashedCommand(opened: PulumiCommand, leash: EngineLeash): PulumiCommand & { readonly run: RunCli } {
  const run: RunCli = async (args, folder, variables, onOutput, onError) => {
    if (!leash.mayStart(args)) throw new CommandError(`${args[0]} was not started: the run is stopping`);
    const output = await Promise.all([openNameless(), openNameless()]);
    try {
      const [out, err] = output;
      const child = spawn("/bin/sh", ["-c", WITHOUT_SIGINT, opened.command, ...args, "--non-interactive"], {
        cwd: folder,
        env: { ...process.env, ...variables, PATH: pathOf(opened.command, variables), PULUMI_AUTOMATION_API: "true" },
        stdio: ["ignore", out.fd, err.fd],
        detached: true,
      });
      leash.hold(child, args);
      const { code, signal } = await ended(child);
      const result = { stdout: await textOf(out), stderr: await textOf(err), code: code ?? -1 };
      onOutput?.(result.stdout);
      onError?.(result.stderr);
      if (code !== 0) throw commandError(result, signal);
      return result;
    } finally {
      await Promise.all(output.map((file) => file.close()));
    }
  };
  // In place of its method of the same name, which the declared type does not show.
  const command: PulumiCommand = Object.create(opened);
  return Object.assign(command, { run });
}

/** The folder of the CLI comes first: the plugins that belong to it lie there. */
function pathOf(command: string, variables: Readonly<Record<string, string>>): string {
  return `${dirname(command)}${delimiter}${variables.PATH ?? process.env.PATH ?? ""}`;
}

/** A file without a name: it is gone when its last user is. */
async function openNameless(): Promise<FileHandle> {
  const name = join(tmpdir(), `strata-cli-${randomUUID()}`);
  const file = await open(name, "wx+", 0o600);
  await rm(name);
  return file;
}

/** From the start of the file: its writer has moved the position that both share. */
async function textOf(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
  return buffer.subarray(0, bytesRead).toString("utf8");
}

function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

/** The error that the Automation API would have made of it: what the CLI says decides its class. */
function commandError({ stdout, stderr, code }: CliResult, signal: NodeJS.Signals | null): CommandError {
  const how = signal === null ? `code: ${code}` : `ended by ${signal}`;
  const text = ` ${how}\n stdout: ${stdout}\n stderr: ${stderr}\n`;
  if (/no stack named.*found/.test(stderr)) return new StackNotFoundError(text);
  if (/stack.*already exists/.test(stderr)) return new StackAlreadyExistsError(text);
  if (/the stack is currently locked by|\[409\] Conflict: Another update/.test(stderr)) {
    return new ConcurrentUpdateError(text);
  }
  return new CommandError(text);
}
