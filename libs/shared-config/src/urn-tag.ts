/** Longest value of a tag. Source: Tagging AWS Resources User Guide, "Tag naming limits and requirements". */
const TAG_LIMIT = 256;

/**
 * A URN as the tag `strata:urn` says it: a tag's value knows no dollar sign, which parts the types in a URN, so a plus
 * takes its place.
 */
export function urnTag(urn: string): string {
  return urn.replaceAll("$", "+").slice(0, TAG_LIMIT);
}

/** The URN behind a tag; undefined for one that was too long for it. No type and no name of ours has a plus. */
export function urnOfTag(tag: string): string | undefined {
  return tag.length < TAG_LIMIT ? tag.replaceAll("+", "$") : undefined;
}
