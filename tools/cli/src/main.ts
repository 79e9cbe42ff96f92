#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Before anything else is loaded: a second start then compiles nothing. A Node without it only starts slower.
enableCompileCache();

const { runCommand } = await import("./program.ts");
process.exitCode = await runCommand(process.argv.slice(2), process.stdout, process.stderr);
