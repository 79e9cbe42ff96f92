import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
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
  const live = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      await promisify(execFile)(process.execPath, [join(import.meta.dirname, "life.ts"), name, folder]);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, live));
  project.provide("lives", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
