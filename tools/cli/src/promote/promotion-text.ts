import { createTwoFilesPatch } from "diff";
import type { Terminal } from "../terminal.ts";
import type { Difference } from "./compare.ts";
import { KIND_WORDS } from "./kinds.ts";
import type { Promotion } from "./plan-promotion.ts";

/** What goes along, what differs and stays, and how the file changes, as lines. */
export function promotionLines(promotion: Promotion, { paint }: Pick<Terminal, "paint">): readonly string[] {
  const { from, to, promoted, kept, text } = promotion;
  const stays = Map.groupBy(kept, ({ kind }) => kind);
  return [
    ...promoted.map((row) => paint.green(`promote ${rowText(row, from, to.name)}`)),
    ...[...stays].flatMap(([kind, rows]) => [
      paint.dim(`stays: ${KIND_WORDS[kind]}`),
      ...rows.map((row) => paint.dim(`  ${rowText(row, from, to.name)}`)),
    ]),
    ...(text === to.text ? [] : patchLines(promotion).map((line) => paintLine(line, paint))),
  ];
}

function rowText({ path, from, to }: Difference, fromName: string, toName: string): string {
  return `${path.join(".")}: ${valueText(to)} in ${toName}, ${valueText(from)} in ${fromName}`;
}

const LONGEST = 60;

function valueText(value: unknown): string {
  if (value === undefined) return "not set";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function patchLines({ to, text }: Promotion): readonly string[] {
  const file = `environments/${to.name}.yaml`;
  // The first line is a rule of equals signs.
  return createTwoFilesPatch(file, file, to.text, text, "now", "promoted").trimEnd().split("\n").slice(1);
}

function paintLine(line: string, paint: Terminal["paint"]): string {
  if (line.startsWith("+")) return paint.green(line);
  return line.startsWith("-") ? paint.red(line) : line;
}
