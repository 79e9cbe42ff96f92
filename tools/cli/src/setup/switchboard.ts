import { setTimeout as pause } from "node:timers/promises";
import type { SetupEvent, SetupHost } from "@strata/setup";
import type { Terminal } from "../terminal.ts";
import { watchInterruption } from "./interruption.ts";

/** The host of a set-up, and where its words go: that changes once the steps run. */
export interface Switchboard {
  readonly host: SetupHost;
  /** Sends events somewhere, from now on. */
  readonly listen: (listener: (event: SetupEvent) => void) => void;
  /** Sends the word of a first Ctrl-C somewhere, from now on. */
  readonly onStop: (listener: () => void) => void;
  readonly end: () => void;
}

/** A host with the time and the signals of this process. Until somebody listens, notes are printed as they are. */
export function openHost(terminal: Terminal): Switchboard {
  let tell = ({ code, data }: SetupEvent) => {
    if (code === "note" || code === "waiting") terminal.err(data.message);
  };
  let stopping = () => {};
  const { signal, end } = watchInterruption(() => stopping());
  return {
    host: {
      notify: (event) => tell(event),
      now: () => new Date(),
      pause: (milliseconds) => pause(milliseconds, undefined, { signal }),
      signal,
    },
    listen: (listener) => {
      tell = listener;
    },
    onStop: (listener) => {
      stopping = listener;
    },
    end,
  };
}
