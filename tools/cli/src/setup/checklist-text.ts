import type { ChecklistItem } from "@strata/setup";

/** What is left to do, as a person reads it; nothing where nothing is. */
export function checklistText(items: readonly ChecklistItem[]): readonly string[] {
  if (items.length === 0) return [];
  return ["left to do, or to know:", ...items.map(({ title, text }) => `  [ ] ${title}: ${text}`)];
}
