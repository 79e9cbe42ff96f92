import type { SetupEvent, SetupHost } from "../src/setup-host.ts";

/** A host that remembers what it was told, and waits for nothing. */
export function recordingHost() {
  const events: SetupEvent[] = [];
  const pauses: number[] = [];
  const host: SetupHost = {
    notify: (event) => events.push(event),
    now: () => new Date("2026-01-01T00:00:00Z"),
    pause: async (milliseconds) => void pauses.push(milliseconds),
    signal: new AbortController().signal,
  };
  return { host, events, pauses };
}
