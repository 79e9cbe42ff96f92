import { PassThrough } from "node:stream";
import { runCommand } from "../src/program.ts";
import { openTerminal } from "../src/terminal.ts";

/** A stream that keeps what is written. */
export function recordingStream(isTTY = false) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const chunks: string[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  return { stream, text: () => chunks.join("") };
}

/** Runs `strata` in this process: its exit code, and what it wrote. */
export async function strata(...words: readonly string[]) {
  const out = recordingStream();
  const err = recordingStream();
  const code = await runCommand(words, out.stream, err.stream);
  return { code, out: out.text(), err: err.text() };
}

/** A terminal whose text is kept: a real one, or a pipe. */
export function recordingTerminal(isTTY: boolean) {
  const out = recordingStream(isTTY);
  const err = recordingStream(isTTY);
  return { terminal: openTerminal(out.stream, err.stream), out: out.text, err: err.text };
}
