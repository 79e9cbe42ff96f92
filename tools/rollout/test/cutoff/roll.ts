/*
 * A rollout in a process of its own.
 * Usage: node roll.ts <request as JSON>; prints the record.
 */
import { runRollout } from "../../src/rollout.ts";

const [request = "{}"] = process.argv.slice(2);
const host = { notify: () => {}, now: () => new Date(), signal: new AbortController().signal };
const record = await runRollout(JSON.parse(request), host);
process.stdout.write(JSON.stringify(record));
