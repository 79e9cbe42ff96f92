import { Table } from "console-table-printer";

/** How the columns of a table are aligned, in their order. */
export type Columns<Key extends string> = Readonly<Record<Key, "left" | "right">>;

/** A table as text, without a colour of its own: a cell may bring its own. */
export function tableText<Key extends string>(
  rows: readonly Readonly<Record<Key, string>>[],
  columns: Columns<Key>,
): string {
  const names: string[] = Object.keys(columns);
  const alignments = new Map<string, "left" | "right">(Object.entries(columns));
  const table = new Table({
    columns: names.map((name) => ({ name, alignment: alignments.get(name) ?? "left" })),
    shouldDisableColors: true,
  });
  table.addRows([...rows]);
  return table.render();
}
