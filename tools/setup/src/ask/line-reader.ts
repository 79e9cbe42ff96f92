import { StringDecoder } from "node:string_decoder";
import { endedByPerson, type TerminalStreams } from "./prompter.ts";

/** A pasted key has its own end, so its line ends are no Enter. */
const OPEN_KEY = /-----BEGIN (?![\s\S]*-----END [A-Z0-9 ]+-----)/;

/** Reads what is typed, a line at a time. */
export interface LineReader {
  /**
   * @param hidden whether nothing of it is shown
   * @throws StrataError RUN_STOPPED for Ctrl-C, Ctrl-D, a signal, and a terminal that goes away
   */
  readonly next: (hidden: boolean) => Promise<string>;
  readonly close: () => void;
}

/** Lines of a terminal that edits them itself; a hidden one is edited here, as nobody sees it. */
export function openLineReader({ input, output, signal }: TerminalStreams): LineReader {
  const decoder = new StringDecoder("utf8");
  let waiting = "";
  const next = (hidden: boolean) =>
    new Promise<string>((resolve, reject) => {
      let line = "";
      const end = (settle: () => void) => {
        input.off("data", onData).off("end", onEnd);
        signal.removeEventListener("abort", onEnd);
        input.pause();
        input.setRawMode(false);
        if (hidden) output.write("\n");
        settle();
      };
      const onEnd = () => end(() => reject(endedByPerson()));
      const take = () => {
        for (let index = 0; index < waiting.length; index++) {
          const character = waiting.charAt(index);
          if (character === "\x03" || character === "\x04") return onEnd();
          if (character === "\x7f" || character === "\b") line = line.slice(0, -1);
          else if (character !== "\r" && character !== "\n") line += character;
          else if (hidden && OPEN_KEY.test(line)) line += "\n";
          else {
            waiting = waiting.slice(index + 1);
            return end(() => resolve(line));
          }
        }
        waiting = "";
      };
      const onData = (chunk: Buffer) => {
        waiting += decoder.write(chunk);
        take();
      };
      if (signal.aborted || input.readableEnded) return reject(endedByPerson());
      input.setRawMode(hidden);
      signal.addEventListener("abort", onEnd);
      input.on("data", onData).once("end", onEnd);
      input.resume();
      take();
    });
  return { next, close: () => input.pause() };
}
