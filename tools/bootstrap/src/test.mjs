/** `npm test`: brings what this machine lacks, then runs every check and test. */
import { main } from "./main.mjs";

process.exitCode = await main("pnpm", ["check", ...process.argv.slice(2)]);
