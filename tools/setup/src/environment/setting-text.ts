import { settingShape } from "@strata/shared-config";

/**
 * What was typed for a setting, as its value: a number, a list of what commas or spaces part, a text. Text that is no
 * number stays one, for the schema to refuse it in its own words.
 */
export function valueOfText(path: string, text: string): unknown {
  switch (settingShape(path)?.kind) {
    case "list":
      return text.split(/[\s,]+/).filter((part) => part !== "");
    case "number":
      return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
    case "boolean":
      return text === "yes" || text === "true" ? true : text === "no" || text === "false" ? false : text;
    default:
      return text;
  }
}

/** A value as somebody would type it; undefined for what cannot be typed in one line. */
export function textOfValue(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? value.join(", ") : undefined;
}
