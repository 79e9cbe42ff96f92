/*
 * Starts a policy pack for the engine: node start-pack.ts <file for its last words> <the pack's folder> <its program>.
 *
 * Pulumi's own starter (`@pulumi/pulumi/cmd/run-policy-pack`) compiles TypeScript with ts-node, which does not know
 * TypeScript 7. Node strips the types itself; and the pack is a server by itself: it prints its port for the engine.
 */
import { existsSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [lastWords = "", folder = "", program = ""] = process.argv.slice(2);

let isDone = false;

/** What the pack dies of, as one line: the engine passes on no more than that it is gone. */
function note(text: string): void {
  if (!isDone && !existsSync(lastWords)) writeFileSync(lastWords, text);
}

/** The first line of an error, and where in the pack it was thrown. */
function textOf(error: unknown): string {
  const [line = ""] = String(error).split("\n");
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const [, place] = stack.split(`${folder}/`);
  const at = place?.split(/[\s)]/)[0];
  return at === undefined ? line : `${line} (${at})`;
}

process.on("uncaughtExceptionMonitor", (error) => note(textOf(error)));
process.on("exit", (code) => note(`it ended with exit code ${code}`));

// The engine holds the other end. Where it is killed, nobody else ends its packs.
process.stdin.on("end", () => {
  isDone = true;
  process.exit();
});
process.stdin.resume();
// A program that serves nothing has to end, so that the engine does not wait for its port.
if ("unref" in process.stdin && typeof process.stdin.unref === "function") process.stdin.unref();

// The pack reads its version from the package.json of the folder that it runs in.
process.chdir(folder);
await import(pathToFileURL(program).href).catch((error: unknown) => {
  note(textOf(error));
  throw error;
});
