import { stringify } from "csv-stringify/sync";

/** What a cell of a table for a spreadsheet may hold. */
export type Cell = string | number | null;

/**
 * Rows as CSV (RFC 4180), with a line of the columns' names first. A text that a spreadsheet would take for a formula gets
 * an apostrophe before it (OWASP, CSV injection): names and messages come from accounts that others write to.
 */
export function csvText<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Cell>>[],
): string {
  return stringify([...rows], {
    header: true,
    columns: [...columns],
    escape_formulas: true,
    record_delimiter: "\n",
  });
}
