/** `node tools/bootstrap/src/run.mjs <command> …`: runs a command with the repository's own tools first on PATH. */
import { main } from "./main.mjs";

const [command = "node", ...args] = process.argv.slice(2);
process.exitCode = await main(command, args);
