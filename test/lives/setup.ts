import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { findRoot, listEnvironments } from "@strata/shared-config";
import type { TestProject } from "vitest/node";
import { SCENARIOS } from "./scenarios.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder with a file for each environment and scenario: a Life. */
    lives: string;
  }
}

/** Lives side by side; each holds a core for two thirds of its time. */
const SIDE_BY_SIDE = availableParallelism() + 1;

/** Lives every environment and scenario once, before the first test: the tests then only read what happened. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "strata-lives-"));
  const waiting = [...listEnvironments(findRoot(import.meta.dirname) ?? ""), ...Object.keys(SCENARIOS)];
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => liveAll(waiting, folder)));
  project.provide("lives", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Lives what is waiting in a process of its own, until nothing is. */
function liveAll(waiting: string[], folder: string): Promise<void> {
  const child = fork(join(import.meta.dirname, "live-some.ts"), [folder]);
  child.on("message", () => {
    const name = waiting.shift();
    if (name === undefined) child.disconnect();
    else child.send(name);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a life ended with exit code ${code}`))));
  });
}
