import { clearLine, cursorTo } from "node:readline";
import type { Terminal } from "../terminal.ts";

const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
const FRAME_MS = 100;

/** A line with a spinner that is drawn again and again; nothing at all where lines cannot be. */
export interface LiveLine {
  readonly draw: () => void;
  /** Says something above it. */
  readonly say: (line: string) => void;
  readonly end: () => void;
}

/**
 * The prompts' library has a spinner, too, but its Ctrl-C ends the process with code 0, in the middle of whatever a step is
 * doing.
 *
 * @param text what it says now; undefined for nothing
 */
export function openLiveLine(terminal: Terminal, text: () => string | undefined): LiveLine {
  const { live, paint } = terminal;
  let frame = 0;
  const wipe = () => {
    if (live === undefined) return;
    cursorTo(live, 0);
    clearLine(live, 0);
  };
  const draw = () => {
    const now = text();
    if (live === undefined || now === undefined) return;
    wipe();
    // A line that wraps cannot be wiped as one.
    live.write(`${paint.cyan(FRAMES.charAt(frame % FRAMES.length))} ${now.slice(0, (live.columns ?? 80) - 3)}`);
  };
  const timer = setInterval(() => {
    frame++;
    draw();
  }, FRAME_MS);
  timer.unref();
  draw();
  return {
    draw,
    say: (line) => {
      wipe();
      terminal.err(line);
      draw();
    },
    end: () => {
      clearInterval(timer);
      wipe();
    },
  };
}
