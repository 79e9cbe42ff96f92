/*
 * What `pnpm faults` prints at its end: each case of docs/faults.md, in its order, with the result of its tests, and how many
 * of all are survived. A case without a test counts as not survived.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { faultLines, readCases } from "./cases.ts";

const DOCUMENT = join(import.meta.dirname, "..", "..", "docs", "faults.md");

/** A reporter of vitest; the run's own reporter stands beside it. */
export default class FaultReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const results = tests.map((test) => ({ name: test.name, passed: test.result().state === "passed" }));
    const { lines, survived, all } = faultLines(readCases(readFileSync(DOCUMENT, "utf8")), results);
    for (const line of lines) console.log(line);
    console.log(`survived ${survived} of ${all}`);
    if (survived < all) process.exitCode = 1;
  }
}
