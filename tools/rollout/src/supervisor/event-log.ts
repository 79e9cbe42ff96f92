import { appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RolloutEvent } from "../request.ts";
import { unwritable } from "../run-folder.ts";

/** The file of a run's events, beside its record: one JSON object a line, only ever added to. */
export function eventsFile(record: string): string {
  return join(dirname(record), "events.ndjson");
}

/**
 * Keeps the events of a run for whoever watches it from outside. What comes before the run has its folder is written with
 * the first event after that. Values that were set for the run alone are left out: somebody may have set a password.
 */
export class EventLog {
  readonly #recordOf: (id: string) => string;
  readonly #early: RolloutEvent[] = [];
  #file: string | undefined;

  /** @param recordOf the file of a run's record, by its id */
  constructor(recordOf: (id: string) => string) {
    this.#recordOf = recordOf;
  }

  /** Takes an event. Throws STATE_UNWRITABLE or DISK_FULL. */
  take(event: RolloutEvent): void {
    this.#early.push(event.code === "rollout-started" ? withoutValues(event) : event);
    if (event.code === "rollout-started") this.#file = eventsFile(this.#recordOf(event.data.id));
    if (this.#file === undefined) return;
    const lines = this.#early.splice(0).map((one) => `${JSON.stringify(one)}\n`);
    try {
      // At once, not later: what a watcher is to see must be there even if this process is killed next.
      appendFileSync(this.#file, lines.join(""), { mode: 0o600 });
    } catch (error) {
      throw unwritable(this.#file, error);
    }
  }
}

function withoutValues(event: Extract<RolloutEvent, { code: "rollout-started" }>): RolloutEvent {
  const { request } = event.data;
  const config = Object.fromEntries(Object.keys(request.config).map((path) => [path, "[set]"]));
  return { ...event, data: { ...event.data, request: { ...request, config } } };
}
