/**
 * What the parts of the state's place are tagged with. Not with an environment: several may share one place, and what has
 * `strata:environment` is taken for a resource of a stack.
 */
export const STATE_TAGS = { "strata:part": "state" } as const;

/** A tag as most of AWS's services take and give it. */
export interface Tag {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

/** The tags above in that form. */
export const STATE_TAG_LIST = Object.entries(STATE_TAGS).map(([Key, Value]) => ({ Key, Value }));

/** Whether all of the tags above are among some. */
export function hasStateTags(tags: readonly Tag[]): boolean {
  return STATE_TAG_LIST.every(({ Key, Value }) => tags.some((tag) => tag.Key === Key && tag.Value === Value));
}

/** The tags of something, with those above: a service that takes all tags at once must not lose the others. */
export function withStateTags(tags: readonly Tag[]): { Key: string; Value: string }[] {
  const others = tags.flatMap(({ Key, Value }) =>
    Key === undefined || Key in STATE_TAGS ? [] : [{ Key, Value: Value ?? "" }],
  );
  return [...others, ...STATE_TAG_LIST];
}
