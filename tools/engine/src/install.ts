/**
 * `node tools/engine/src/install.ts [--events]`: installs the pinned engine and prints the path of its CLI. With
 * `--events` standard output is one JSON object a line, for a program that shows the progress its own way.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeError, StrataError } from "@strata/shared-config";
import type { InstallHost } from "./cli/engine.ts";
import { installEngine } from "./install/install-engine.ts";

const { values } = parseArgs({ options: { events: { type: "boolean", default: false } } });
const root = fileURLToPath(new URL("../../..", import.meta.url));

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

const host = { ...(values.events ? events : plain) };

// Ctrl-C reaches Go as well: the build ends, and what it leaves is cleared away before this process ends too.
process.on("SIGINT", () => {
  host.failed = () => undefined;
});

try {
  const engine = await installEngine(root, host);
  console.log(values.events ? JSON.stringify({ engine }) : engine.command);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = error instanceof StrataError ? 2 : 1;
}
