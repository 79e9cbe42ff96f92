/** A statement of an IAM policy, as we write them: lists are sorted, and what has one element is no list. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Conditions;
}

/** By operator, then by key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A policy's document. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** A statement that allows actions; undefined where there are none, or nothing to do them on. */
export function allow(
  actions: readonly string[],
  resources: readonly string[],
  condition?: Conditions,
): readonly Statement[] {
  if (actions.length === 0 || resources.length === 0) return [];
  return [
    {
      Effect: "Allow",
      Action: oneOrMany(actions),
      Resource: oneOrMany(resources),
      ...(condition === undefined ? {} : { Condition: condition }),
    },
  ];
}

/** A list as IAM has it. */
export function listOf(element: string | readonly string[]): readonly string[] {
  return typeof element === "string" ? [element] : element;
}

/** Each once, sorted; a single one by itself. */
export function oneOrMany(elements: readonly string[]): string | readonly string[] {
  const sorted = [...new Set(elements)].sort();
  return sorted.length === 1 && sorted[0] !== undefined ? sorted[0] : sorted;
}
