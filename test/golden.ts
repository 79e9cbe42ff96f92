import type { Registered } from "./lives/story.ts";

/** A layer's resources as text, sorted, one below the other with their inputs: read as a diff when a stack changes. */
export function golden(resources: readonly Registered[]): string {
  const entries = resources.map(({ type, name, inputs, protect }) => {
    const lines = Object.entries({ ...inputs, tags: withoutOurs(inputs.tags) })
      .filter(([key, value]) => !key.startsWith("__") && value !== undefined)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
    return [`${type} ${name}${protect ? " (protected)" : ""}`, ...lines].join("\n");
  });
  return entries.length === 0 ? "nothing\n" : `${entries.sort().join("\n\n")}\n`;
}

/** The tags that every resource carries are tested once, not repeated on each. */
function withoutOurs(tags: unknown): unknown {
  if (Array.isArray(tags)) return tags.filter(({ key }) => !String(key).startsWith("strata:"));
  if (typeof tags !== "object" || tags === null) return tags;
  const own = Object.entries(tags).filter(([key]) => !key.startsWith("strata:"));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}
