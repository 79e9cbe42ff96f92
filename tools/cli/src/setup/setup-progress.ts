import type { SetupEvent } from "@strata/setup";
import { duration } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { span } from "../time-text.ts";
import { openLiveLine } from "./live-line.ts";

const MARKS = { done: "✓", kept: "=", failed: "✗" } as const;

/** A display of a set-up. */
export interface SetupProgress {
  readonly notify: (event: SetupEvent) => void;
  /** Says something above the line that is drawn again. */
  readonly note: (line: string) => void;
  /** Takes the line that is drawn again away. */
  readonly end: () => void;
}

interface Running {
  readonly title: string;
  readonly since: Date;
  readonly waitsFor: string;
}

/**
 * Shows a set-up as it happens: in a terminal a line with the time that the step has taken, drawn again; elsewhere a line for
 * each step that starts and ends, and for each new thing that it waits for.
 *
 * @param total number of steps
 */
export function setupProgress(terminal: Terminal, now: () => Date, total: number): SetupProgress {
  const { live, paint } = terminal;
  let running: Running | undefined;
  let number = 0;

  const line = openLiveLine(terminal, () => {
    if (running === undefined) return undefined;
    const { title, since, waitsFor } = running;
    return `${number}/${total} ${title} ${elapsed(since, now())}${waitsFor === "" ? "" : `: ${waitsFor}`}`;
  });
  const finish = (mark: keyof typeof MARKS, words: string) => {
    const { title = "", since = now() } = running ?? {};
    running = undefined;
    const paintMark = { done: paint.green, kept: paint.dim, failed: paint.red }[mark];
    line.say(`${paintMark(MARKS[mark])} ${title}: ${words}, ${elapsed(since, now())}`);
  };

  const notify = (event: SetupEvent) => {
    switch (event.code) {
      case "step-started":
        number++;
        running = { title: event.data.title, since: now(), waitsFor: "" };
        if (live === undefined) terminal.err(`${number}/${total} ${event.data.title}`);
        return line.draw();
      case "waiting":
        if (running === undefined || running.waitsFor === event.data.message) return;
        running = { ...running, waitsFor: event.data.message };
        if (live === undefined) terminal.err(`  ${event.data.message}`);
        return line.draw();
      case "note":
        return line.say(`  ${event.data.message}`);
      case "step-finished":
        return finish(event.data.changed ? "done" : "kept", event.data.changed ? "done" : "as it should be");
      case "step-failed":
        return finish("failed", event.data.stopped ? "stopped" : "failed");
      case "step-planned":
        return;
    }
  };
  return {
    notify,
    note: line.say,
    end: () => {
      running = undefined;
      line.end();
    },
  };
}

/** How long something has taken: tenths of a second while it is short. */
export function elapsed(from: Date, to: Date): string {
  const milliseconds = to.getTime() - from.getTime();
  return milliseconds < 60_000 ? duration(milliseconds) : span(milliseconds / 1000);
}
