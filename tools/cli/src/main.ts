#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Before anything else is loaded: a second start then compiles nothing. A Node without it only starts slower.
enableCompileCache();

// Whoever reads has seen enough: `strata config explain … | head`. Nobody is left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

const { runCommand } = await import("./program.ts");
const code = await runCommand(process.argv.slice(2), process.stdout, process.stderr);

// The layers' programs run in this process, and one that leaves a handle open must not keep the command from ending.
await Promise.all(
  [process.stdout, process.stderr].map((stream) => new Promise((written) => stream.write("", written))),
);
process.exit(code);
