import type { Change, SetupEvent, SetupStep } from "@strata/setup";
import { tableText } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { elapsed } from "./setup-progress.ts";

/** What became of a step. */
export interface StepOutcome {
  readonly step: string;
  readonly title: string;
  readonly status: "changed" | "kept" | "failed" | "stopped" | "not reached";
  readonly changes: readonly Change[];
  readonly durationMs: number;
}

/** Keeps what a set-up says, for its report. */
export interface SetupRecord {
  readonly notify: (event: SetupEvent) => void;
  readonly outcomes: () => readonly StepOutcome[];
}

export function recordSetup(steps: readonly SetupStep[], now: () => Date): SetupRecord {
  const outcomes = new Map<string, StepOutcome>(
    steps.map(({ id, title }) => [id, { step: id, title, status: "not reached" as const, changes: [], durationMs: 0 }]),
  );
  let since = now();
  const update = (step: string, part: Partial<StepOutcome>) => {
    const before = outcomes.get(step);
    if (before !== undefined) outcomes.set(step, { ...before, ...part });
  };
  const took = () => now().getTime() - since.getTime();
  return {
    outcomes: () => [...outcomes.values()],
    notify: ({ code, data }) => {
      if (code === "step-started") since = now();
      if (code === "step-planned") update(data.step, { changes: data.changes });
      if (code === "step-finished")
        update(data.step, { status: data.changed ? "changed" : "kept", durationMs: took() });
      if (code === "step-failed")
        update(data.step, { status: data.stopped ? "stopped" : "failed", durationMs: took() });
    },
  };
}

/** What a set-up came to: a table, or lines where the terminal is narrow. */
export function reportText(
  outcomes: readonly StepOutcome[],
  columns: number,
  paint: Terminal["paint"],
): readonly string[] {
  const start = new Date(0);
  const rows = outcomes.map(({ title, status, changes, durationMs }) => ({
    step: title,
    status,
    what: status === "changed" ? changed(changes) : "",
    time: status === "not reached" ? "" : elapsed(start, new Date(durationMs)),
  }));
  const widths = { step: "left", status: "left", what: "left", time: "right" } as const;
  const plain = tableText(rows, widths);
  if (Math.max(...plain.split("\n").map((line) => line.length)) > columns) {
    return rows.map(({ step, status, time }) => `${step}: ${painted(status, paint)}${time === "" ? "" : `, ${time}`}`);
  }
  return [
    tableText(
      rows.map((row) => ({ ...row, status: painted(row.status, paint) })),
      widths,
    ),
  ];
}

function painted(status: StepOutcome["status"], paint: Terminal["paint"]): string {
  if (status === "changed") return paint.green(status);
  return status === "failed" || status === "stopped" ? paint.red(status) : paint.dim(status);
}

/** `1 created, 2 changed`. */
function changed(changes: readonly Change[]): string {
  const words = { create: "created", change: "changed", run: "run" } as const;
  return (["create", "change", "run"] as const)
    .map((action) => [changes.filter((change) => change.action === action).length, words[action]] as const)
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(", ");
}
