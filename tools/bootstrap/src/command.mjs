import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * How a command ended.
 *
 * @typedef {object} Ended
 * @property {number} code exit code; 128 and the signal's number after a signal
 * @property {string} output everything that it printed, in order; empty when it printed by itself
 * @property {boolean} missing there is no such command
 */

/** @type {readonly NodeJS.Signals[]} */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** A signal ended the set-up; the step it was in is done again by the next start. */
export class Stopped extends Error {
  /** @override */
  name = "Stopped";

  /** @param {number} code to exit with */
  constructor(code) {
    super("stopped");
    this.code = code;
  }
}

/**
 * Runs a command quietly.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {number} [options.timeout] in milliseconds
 * @param {(line: string) => void} [options.onLine] gets each line as it comes
 * @returns {Promise<Ended>}
 * @throws {Stopped} when a signal asked this process to end
 */
export async function runQuietly(command, args, { cwd, env, timeout, onLine }) {
  const child = spawn(command, args, { cwd, env, timeout, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let rest = "";
  const take = (/** @type {Buffer} */ chunk) => {
    output += chunk;
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine?.(line);
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const { ended, signal } = await watch(child);
  if (signal !== undefined) throw new Stopped(128 + constants.signals[signal]);
  return { ...ended, output: output + ended.output };
}

/**
 * Hands the terminal to a command, and passes on the signals that this process gets.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Ended>}
 */
export async function handOver(command, args, { cwd, env }) {
  return (await watch(spawn(command, args, { cwd, env, stdio: "inherit" }))).ended;
}

/**
 * Waits for a command, and passes on the signals that this process gets meanwhile.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<{ ended: Ended, signal: NodeJS.Signals | undefined }>} with the first signal that came
 */
async function watch(child) {
  /** @type {NodeJS.Signals | undefined} */
  let first;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    first ??= signal;
    // Ctrl-C in a terminal reaches the command by itself; a second one would mean "at once" to it.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return { ended: await end(child), signal: first };
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<Ended>}
 */
function end(child) {
  return new Promise((resolve) => {
    child.on("error", (error) => {
      resolve({ code: 127, output: error.message, missing: "code" in error && error.code === "ENOENT" });
    });
    child.on("close", (code, signal) => {
      resolve({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), output: "", missing: false });
    });
  });
}
