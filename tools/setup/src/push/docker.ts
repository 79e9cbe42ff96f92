import { resolve } from "node:path";
import { StrataError } from "@strata/shared-config";
import { execa } from "execa";
import type { ImageBuild } from "./push-plan.ts";

/** The docker command line of this machine. Its output goes to `tell`, line by line. */
export interface Docker {
  /** The password goes to its standard input. */
  readonly login: (registry: string, user: string, password: string) => Promise<void>;
  /** @param source absolute path of the application's source */
  readonly build: (source: string, image: ImageBuild) => Promise<void>;
  readonly push: (reference: string) => Promise<void>;
}

/** @throws StrataError TOOL_MISSING where there is no docker; each call TOOL_FAILED with what docker said last */
export async function openDocker(tell: (line: string) => void, signal: AbortSignal): Promise<Docker> {
  const run = async (words: readonly string[], input?: string) => {
    const child = execa("docker", words, {
      all: true,
      reject: false,
      cancelSignal: signal,
      ...(input === undefined ? { stdin: "ignore" as const } : { input }),
    });
    let last = "";
    for await (const line of child.iterable({ from: "all" })) {
      if (line.trim() !== "") last = line;
      tell(line);
    }
    const { exitCode, code } = await child;
    if (code === "ENOENT") {
      throw new StrataError("TOOL_MISSING", "there is no docker on PATH", {
        hint: "install Docker, or build where it is installed, such as in CI",
        fault: "environment",
      });
    }
    signal.throwIfAborted();
    if (exitCode === 0) return;
    throw new StrataError("TOOL_FAILED", `docker ${words[0]} ended with code ${exitCode}: ${last.trim()}`, {
      hint: "correct that, then run the same command again: what was built is not built again",
      fault: "environment",
    });
  };
  await run(["version", "--format", "{{.Server.Version}}"]);
  return {
    login: (registry, user, password) => run(["login", "--username", user, "--password-stdin", registry], password),
    build: (source, { context, dockerfile, platform, references }) => {
      const folder = resolve(source, context);
      const tags = references.flatMap((reference) => ["--tag", reference]);
      return run(["build", "--platform", platform, "--file", resolve(folder, dockerfile), ...tags, folder]);
    },
    push: (reference) => run(["push", reference]),
  };
}
