import type { Values } from "../../wire/values.ts";

/** A property of a type that names what it uses, anywhere within. */
export interface Use {
  readonly type: string;
  readonly property: string;
  /**
   * Uses something only while it is itself used there: a subnet group has interfaces once a database is in it.
   * @default - always
   */
  readonly while?: readonly Use[];
  /** Whether a user of these properties holds it. @default - it does */
  readonly when?: (user: Values) => boolean;
}

/** What cannot be deleted while something uses it. */
export interface InUseRow {
  readonly type: string;
  readonly usedBy: readonly Use[];
  readonly code: string;
  /** @param name what is to be deleted */
  readonly message: (name: string) => string;
  /** Properties with which it is deleted all the same. */
  readonly unless?: (properties: Values) => boolean;
  readonly source: string;
}

/** Uses by types that have the same property: `by("vpcId", "aws:ec2/subnet:Subnet", …)`. */
export function by(property: string, ...types: readonly string[]): readonly Use[] {
  return types.map((type) => ({ type, property }));
}
