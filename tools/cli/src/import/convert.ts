import { type ImportRule, isTree, TIERS } from "@strata/shared-config";
import { parse } from "yaml";
import type { ForeignFile } from "./foreign-file.ts";

/** A value as a setting takes it, or why none can be made of it. The reason never repeats the value. */
export type Converted = { readonly value: unknown } | { readonly problem: string };

/** Other words for a tier. */
const TIER_WORDS: Readonly<Record<string, (typeof TIERS)[number]>> = {
  ...Object.fromEntries(TIERS.map((tier) => [tier, tier])),
  development: "dev",
  stage: "staging",
  production: "prod",
};

/** The tier that a word or a name means, by the first of its parts that is one: `Pulumi.prod.yaml`. */
export function tierOf(name: string): (typeof TIERS)[number] | undefined {
  return name
    .toLowerCase()
    .split(/[^a-z]+/)
    .map((word) => (Object.hasOwn(TIER_WORDS, word) ? TIER_WORDS[word] : undefined))
    .find((tier) => tier !== undefined);
}

/**
 * A value without conversion. Pulumi keeps numbers, booleans and lists as text, so a text that reads as one becomes it.
 */
export function plainValue(value: unknown, kind: ForeignFile["kind"]): unknown {
  if (kind !== "pulumi" || typeof value !== "string") return value;
  const parsed = parseOr(value);
  if (Array.isArray(parsed) || isTree(parsed)) return /^\s*[[{]/.test(value) ? parsed : value;
  return parsed;
}

/** Reads a value as the rule says. */
export function convert(value: unknown, as: ImportRule["as"], kind: ForeignFile["kind"]): Converted {
  if (as === undefined) return { value: plainValue(value, kind) };
  if (typeof value === "object") return { problem: "is a list or a map, where one value is expected" };
  const text = String(value);
  switch (as) {
    case "text":
      return { value: text };
    case "tier":
      return { value: tierOf(text) };
    case "hosts":
      return { value: [URL.canParse(text) && text.includes("://") ? new URL(text).hostname : text] };
    case "image":
      return imageOf(text);
  }
}

/** `<registry>/<name>[:<tag>][@<digest>]`; a colon before the last slash is a port. Source: distribution, "Reference". */
function imageOf(text: string): Converted {
  const found = /^(?<uri>(?:[^\s@]+\/)?[^\s@:/]+)(?::(?<tag>[\w.-]+))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/.exec(text);
  if (found?.groups === undefined) {
    return { problem: "is no image: <registry>/<name>, then :<tag> or @sha256:<digest>" };
  }
  return { value: Object.fromEntries(Object.entries(found.groups).filter(([, part]) => part !== undefined)) };
}

function parseOr(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // A text that is no YAML is a text.
    return text;
  }
}
