import { distance } from "fastest-levenshtein";

/**
 * The known name that a mistyped one most probably means.
 * @returns the nearest of `known` if it is within a third of the word's length (at least two edits), else undefined
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const reach = Math.max(2, Math.floor(word.length / 3));
  const [best] = known
    .map((name) => ({ name, edits: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= reach || name.startsWith(word))
    .sort((a, b) => a.edits - b.edits || a.name.localeCompare(b.name));
  return best?.name;
}

/** "; did you mean x?", or nothing where no known name is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const name = nearest(word, known);
  return name === undefined ? "" : `; did you mean ${name}?`;
}
