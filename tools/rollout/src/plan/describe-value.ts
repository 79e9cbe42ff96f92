import { UNKNOWN } from "@strata/shared-config";

/** How much of a value a line of a message shows. */
const LIMIT = 120;

/** A property's or output's value in a message: JSON, cut short; words for what is not there or not known. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "unchanged";
  const text = JSON.stringify(value).replaceAll(`"${UNKNOWN}"`, "(unknown)");
  return text.length > LIMIT ? `${text.slice(0, LIMIT)}…` : text;
}
