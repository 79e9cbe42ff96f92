import picocolors from "picocolors";

/** A stream of a process, or anything that takes text as one. */
export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Where a command writes, and how. */
export interface Terminal {
  /** Results: what a pipe should get. One line, without its end. */
  readonly out: (line: string) => void;
  /** Everything said along the way, and errors. */
  readonly err: (line: string) => void;
  /** The stream of a live display; undefined where lines cannot be drawn again. */
  readonly live: OutputStream | undefined;
  readonly paint: ReturnType<typeof picocolors.createColors>;
}

/** A terminal over two streams. Colours and live lines only where both are a terminal, and NO_COLOR is not set. */
export function openTerminal(out: OutputStream, err: OutputStream): Terminal {
  const isTerminal = out.isTTY === true && err.isTTY === true;
  const plain = (process.env.NO_COLOR ?? "") !== "" || process.env.TERM === "dumb";
  return {
    out: (line) => void out.write(`${line}\n`),
    err: (line) => void err.write(`${line}\n`),
    live: isTerminal && process.env.TERM !== "dumb" ? err : undefined,
    paint: picocolors.createColors(isTerminal && !plain),
  };
}
