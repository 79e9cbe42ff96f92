import { readFileSync } from "node:fs";

/**
 * Whether a type takes a map of tags, from the text of its .d.ts alone: no parser, so that a stack's start stays fast.
 * Autoscaling groups and a few others have `tags` as a list, which does not count.
 */
export function readTaggable(file: string, name: string): boolean {
  const text = readFileSync(file, "utf8");
  const start = text.indexOf(`export interface ${name}Args {`);
  if (start < 0) return false;
  return /^ {4}tags\?: pulumi\.Input<\{\s*\[key: string\]/m.test(text.slice(start));
}
