import { clearScreenDown, moveCursor } from "node:readline";
import type { RolloutEvent } from "@strata/rollout";
import type { LayerName } from "@strata/shared-config";
import type { Terminal } from "./terminal.ts";

/** What a person watching a rollout wants to know of a layer. */
interface Row {
  readonly layer: LayerName;
  readonly state: "waiting" | "running" | "succeeded" | "unchanged" | "failed" | "skipped";
  /** Resources that the engine is done with. */
  readonly done: number;
  /** What it came to, once it ended. */
  readonly result: string;
}

/** A display of a rollout. */
export interface Progress {
  readonly notify: (event: RolloutEvent) => void;
  /** Says something that is of no layer, above the layers' lines. */
  readonly note: (line: string) => void;
}

/**
 * Shows a rollout as it happens: in a terminal one line per layer that is drawn again, elsewhere a line for each layer
 * that starts and ends.
 */
export function createProgress(terminal: Terminal): Progress {
  const rows = new Map<LayerName, Row>();
  let drawn = 0;

  const draw = () => {
    const { live } = terminal;
    if (live === undefined) return;
    moveCursor(live, 0, -drawn);
    clearScreenDown(live);
    for (const row of rows.values()) terminal.err(liveLine(row, terminal));
    drawn = rows.size;
  };
  const change = (layer: LayerName, next: Partial<Row>) => {
    const row = rows.get(layer) ?? { layer, state: "waiting", done: 0, result: "" };
    rows.set(layer, { ...row, ...next });
    draw();
  };
  const say = (line: string) => {
    if (terminal.live === undefined) terminal.err(line);
  };

  const note = (line: string) => {
    const { live } = terminal;
    if (live !== undefined) {
      moveCursor(live, 0, -drawn);
      clearScreenDown(live);
      drawn = 0;
    }
    terminal.err(line);
    draw();
  };

  const notify = (event: RolloutEvent) => {
    switch (event.code) {
      case "rollout-started":
        for (const layer of event.data.layers) change(layer, {});
        return;
      case "warning":
        return note(`warning: ${event.data.message}`);
      case "lock-waiting":
        return note(`waiting for the lock of ${event.data.lock}: ${event.data.holder}`);
      case "layer-started":
        say(`${event.data.layer}: started`);
        return change(event.data.layer, { state: "running" });
      case "resource": {
        const { layer, phase } = event.data;
        if (phase !== "finished") return;
        return change(layer, { done: (rows.get(layer)?.done ?? 0) + 1 });
      }
      case "rollout-stopping":
        return note(event.data.message);
      case "permanent-loss": {
        const { layer, deed, type, name, loses } = event.data;
        return note(terminal.paint.yellow(`${layer}: ${deed} of ${type} ${name} loses for good ${loses}`));
      }
      case "layer-finished": {
        const { layer, status, reason, resources, durationMs } = event.data;
        const result = status === "succeeded" ? duration(durationMs) : (reason ?? "").split("\n")[0];
        say(`${layer}: ${status}${status === "succeeded" ? `, ${count(resources)}, ` : ", "}${result}`);
        const state = status === "waiting" || status === "running" ? "failed" : status;
        return change(layer, { state, result: result ?? "", ...(status === "succeeded" ? { done: resources } : {}) });
      }
    }
  };
  return { notify, note };
}

/** Milliseconds as seconds with one decimal. */
export function duration(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function count(resources: number): string {
  return `${resources} ${resources === 1 ? "resource" : "resources"}`;
}

function liveLine({ layer, state, done, result }: Row, { paint, live }: Terminal): string {
  const mark = {
    waiting: paint.dim("·"),
    running: paint.cyan("…"),
    succeeded: paint.green("✓"),
    unchanged: paint.dim("="),
    failed: paint.red("✗"),
    skipped: paint.yellow("–"),
  }[state];
  const resources = state === "waiting" || state === "skipped" ? "" : count(done);
  const text = `${layer.padEnd(14)} ${resources.padEnd(14)} ${result}`;
  // A line that wraps would take two rows of the terminal, and the next drawing would start one too low.
  return `${mark} ${text.slice(0, (live?.columns ?? 80) - 3).trimEnd()}`;
}
