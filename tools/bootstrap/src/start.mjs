/**
 * `npm start [-- <environment>]`: brings what this machine lacks, then rehearses an environment through all its layers.
 */
import { join } from "node:path";
import { main } from "./main.mjs";
import { ROOT } from "./toolchain.mjs";

/** The environment that a newcomer sees first. */
const FIRST_ENVIRONMENT = "threa-prod";

const args = process.argv.slice(2);
const named = args.some((arg) => !arg.startsWith("-"));
const rehearse = ["rehearse", ...(named ? [] : [FIRST_ENVIRONMENT]), ...args];
process.exitCode = await main("node", [join(ROOT, "tools", "cli", "src", "main.ts"), ...rehearse]);
