import type { Change, PlannedStep } from "@strata/setup";
import { tableText } from "../table.ts";
import type { Terminal } from "../terminal.ts";

/** The columns of a table of the plan, in their order. */
const COLUMNS = { step: "left", action: "left", what: "left", detail: "left" } as const;

/** Whether a plan has anything to do. */
export function hasWork(planned: readonly PlannedStep[]): boolean {
  return planned.some(({ prepared }) => prepared.changes.some(({ action }) => action !== "keep"));
}

/**
 * What a set-up would do, as a person reads it: a table, or lines where the table is wider than the terminal.
 *
 * @param columns width of the terminal
 */
export function planText(
  planned: readonly PlannedStep[],
  columns: number,
  paint: Terminal["paint"],
): readonly string[] {
  const rows = planned.flatMap(({ step, prepared }) =>
    prepared.changes.map((change, index) => ({
      step: index === 0 ? step.title : "",
      action: marked(change, paint),
      what: change.what,
      detail: change.detail ?? "",
    })),
  );
  if (rows.length === 0) return ["nothing to do"];
  const table = tableText(rows, COLUMNS);
  const width = Math.max(
    ...tableText(plainRows(planned), COLUMNS)
      .split("\n")
      .map((line) => line.length),
  );
  const body = width <= columns ? [table] : planned.flatMap((step) => stepLines(step, paint));
  return [...body, totals(planned)];
}

/** The same for a program. */
export function planJson(environment: string, planned: readonly PlannedStep[]) {
  return {
    environment,
    steps: planned.map(({ step, prepared }) => ({ step: step.id, title: step.title, changes: prepared.changes })),
  };
}

function plainRows(planned: readonly PlannedStep[]) {
  return planned.flatMap(({ step, prepared }) =>
    prepared.changes.map(({ action, what, detail }) => ({ step: step.title, action, what, detail: detail ?? "" })),
  );
}

function stepLines({ step, prepared }: PlannedStep, paint: Terminal["paint"]): readonly string[] {
  if (prepared.changes.length === 0) return [];
  return [
    step.title,
    ...prepared.changes.map(
      (change) =>
        `  ${marked(change, paint)} ${change.what}${change.detail === undefined ? "" : ` (${change.detail})`}`,
    ),
  ];
}

function marked({ action }: Change, paint: Terminal["paint"]): string {
  switch (action) {
    case "create":
      return paint.green(action);
    case "change":
      return paint.yellow(action);
    case "run":
      return paint.cyan(action);
    default:
      return paint.dim(action);
  }
}

/** In the order in which a person wants to know: what exists already comes last, so that it is seen. */
function totals(planned: readonly PlannedStep[]): string {
  const actions = planned.flatMap(({ prepared }) => prepared.changes.map(({ action }) => action));
  const count = (wanted: Change["action"]) => actions.filter((action) => action === wanted).length;
  const parts = [
    [count("create"), "to create"],
    [count("run"), "to run"],
    [count("later"), "to be told by an earlier step"],
    [count("keep"), "as they should be"],
    [count("change"), "that exist are changed"],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(", ");
}
