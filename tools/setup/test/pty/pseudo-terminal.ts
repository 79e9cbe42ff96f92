import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

/** Keys as a terminal sends them. */
export const KEYS = {
  enter: "\r",
  up: "\x1b[A",
  down: "\x1b[B",
  shiftTab: "\x1b[Z",
  escape: "\x1b",
  interrupt: "\x03",
  endOfInput: "\x04",
  erase: "\x7f",
} as const;

/** A text as a terminal sends it when it is pasted. */
export function pasted(text: string): string {
  return `\x1b[200~${text.replaceAll("\n", "\r")}\x1b[201~`;
}

/** How long a busy machine may take to show something, in milliseconds. */
const PATIENCE = 40_000;

/** For how long nothing is drawn once a screen is whole, in milliseconds. */
const RESTS_AFTER = 30;

/** The second program of a run starts faster. */
const CACHE = join(process.env.STRATA_TEST_FOLDER ?? tmpdir(), "compile-cache");

/** A program in a terminal of its own. */
export interface PseudoTerminal {
  readonly pid: number;
  /** What a person sees, and has scrolled by. */
  readonly screen: () => string;
  /** Every byte that the program has written. */
  readonly written: () => string;
  /**
   * Waits until a person sees it, on the part of the screen after the last of `after`. Rejects when the program ends without.
   * @param after @default - the whole screen
   */
  readonly sees: (text: string | RegExp, after?: string) => Promise<void>;
  readonly type: (keys: string) => void;
  /** Its exit code, once it has ended and everything is on the screen. */
  readonly ended: Promise<number>;
}

export interface PseudoTerminalOptions {
  readonly folder?: string;
  readonly columns?: number;
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

const open = new Set<{ readonly kill: (signal: string) => void }>();

/** Starts Node with a program in a pseudo-terminal of 40 rows. */
export function openPseudoTerminal(words: readonly string[], options: PseudoTerminalOptions = {}): PseudoTerminal {
  const cols = options.columns ?? 100;
  const emulator = new xterm.Terminal({ cols, rows: 40, scrollback: 1000, allowProposedApi: true });
  const { NO_COLOR: _, CI: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [...words], {
    name: options.variables?.TERM ?? "xterm-256color",
    cols,
    rows: 40,
    cwd: options.folder ?? process.cwd(),
    env: { ...inherited, TERM: "xterm-256color", NODE_COMPILE_CACHE: CACHE, ...options.variables },
  });
  open.add(child);
  const chunks: string[] = [];
  const watchers = new Set<() => void>();
  let isOver = false;
  const look = () => {
    for (const watch of watchers) watch();
  };
  // A prompt is drawn again in several parts: what a person sees is what stands there once it rests.
  let rest: NodeJS.Timeout | undefined;
  child.onData((data) => {
    chunks.push(data);
    emulator.write(data, () => {
      clearTimeout(rest);
      rest = setTimeout(look, RESTS_AFTER);
    });
  });
  const screen = () => {
    const { active } = emulator.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? "");
    return lines.join("\n").trimEnd();
  };
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      open.delete(child);
      isOver = true;
      emulator.write("", () => {
        look();
        resolve(signal === undefined || signal === 0 ? exitCode : 128 + signal);
      });
    });
  });
  return {
    pid: child.pid,
    screen,
    written: () => chunks.join(""),
    type: (keys) => child.write(keys),
    ended,
    sees: (text, after = "") =>
      new Promise((resolve, reject) => {
        const settle = (then: () => void) => {
          clearTimeout(timer);
          watchers.delete(watch);
          then();
        };
        const give = (why: string) => settle(() => reject(new Error(`${why} before ${text} was seen:\n${screen()}`)));
        const watch = () => {
          const shown = screen();
          const start = after === "" ? 0 : shown.lastIndexOf(after);
          const part = start < 0 ? "" : shown.slice(start + after.length);
          const seen = typeof text === "string" ? part.includes(text) : text.test(part);
          if (seen) settle(resolve);
          else if (isOver) give("the program ended");
        };
        const timer = setTimeout(() => give("too much time went by"), PATIENCE);
        watchers.add(watch);
        watch();
      }),
  };
}

/** Ends what a failed test has left. */
export function closePseudoTerminals(): void {
  for (const child of open) child.kill("SIGKILL");
  open.clear();
}
