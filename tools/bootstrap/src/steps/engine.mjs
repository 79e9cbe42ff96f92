import { join } from "node:path";
import { runQuietly } from "../command.mjs";
import { fileLook } from "../facts.mjs";
import { SetupFailure } from "../failure.mjs";
import { ROOT, readRecord, toolEnvironment } from "../toolchain.mjs";

/**
 * One line of `tools/engine/src/install.ts --events`.
 *
 * @typedef {object} EngineEvent
 * @property {string} [step]
 * @property {string} [failed] why a way does not work here
 * @property {number} [done]
 * @property {number} [total]
 * @property {string} [unit]
 * @property {{ version: string, command: string }} [engine]
 */

/**
 * Finds or installs the pinned engine; tools/engine knows the ways.
 *
 * @param {import("../progress.mjs").Reporter} reporter
 * @returns {Promise<import("../toolchain.mjs").SetupRecord>}
 */
export async function installEngine(reporter) {
  let current = "";
  /** @type {EngineEvent["engine"]} */
  let engine;
  /** @type {string[]} */
  const said = [];
  const onLine = (/** @type {string} */ line) => {
    const event = parseEvent(line);
    if (event === undefined) return void said.push(line);
    if (event.step !== undefined && event.step !== current) {
      current = event.step;
      reporter.start(current);
    }
    if (event.failed !== undefined) reporter.stop(event.failed);
    if (event.done !== undefined && event.total !== undefined) {
      reporter.update(event.done, event.total, event.unit ?? "");
    }
    engine = event.engine ?? engine;
  };
  // Node's fetch takes no notice of HTTPS_PROXY unless it is told to.
  const env = { NODE_USE_ENV_PROXY: "1", ...toolEnvironment(readRecord()) };
  const script = join(ROOT, "tools", "engine", "src", "install.ts");
  const ended = await runQuietly("node", [script, "--events"], { cwd: ROOT, env, onLine });
  const look = engine === undefined ? undefined : fileLook(engine.command);
  if (ended.code === 0 && engine !== undefined && look !== undefined) {
    reporter.done();
    return { engine: { version: engine.version, command: engine.command, ...look } };
  }
  const [what = "the engine could not be installed", next = ""] = said.join("\n").split("\n  next: ");
  throw new SetupFailure(what, next === "" ? "put right what it says, then start again" : next);
}

/**
 * @param {string} line
 * @returns {EngineEvent | undefined} undefined for a line that is no event
 */
export function parseEvent(line) {
  return line.startsWith("{") && line.endsWith("}") ? JSON.parse(line) : undefined;
}
