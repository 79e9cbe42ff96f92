/**
 * `node tools/engine/src/install.ts [--events]`: installs the pinned engine and prints the path of its CLI. With
 * `--events` standard output is one JSON object a line, for a program that shows the progress its own way.
 */
import { parseArgs } from "node:util";
import { describeError, StrataError } from "@strata/shared-config";
import type { InstallHost } from "./cli/engine.ts";
import { installEngine } from "./install/install-engine.ts";

const { values } = parseArgs({ options: { events: { type: "boolean", default: false } } });
const root = new URL("../../..", import.meta.url).pathname;

const plain: InstallHost = {
  step: (what) => console.log(what),
  failed: (what) => console.log(what),
  progress: (what, done, total, unit) => {
    if (done % Math.ceil(total / 10) === 0) console.log(`${what}: ${done} of ${total} ${unit}`);
  },
};
const events: InstallHost = {
  step: (what) => console.log(JSON.stringify({ step: what })),
  failed: (what) => console.log(JSON.stringify({ failed: what })),
  progress: (what, done, total, unit) => console.log(JSON.stringify({ step: what, done, total, unit })),
};

try {
  const engine = await installEngine(root, values.events ? events : plain);
  console.log(values.events ? JSON.stringify({ engine }) : engine.command);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = error instanceof StrataError ? 2 : 1;
}
