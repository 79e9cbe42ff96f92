/** A key of another system's configuration. */
export interface ForeignKey {
  readonly key: string;
  /** Plain data; null where the file gives the key none. */
  readonly value: unknown;
  /** Its value is encrypted, and nobody reads it here. */
  readonly secure: boolean;
  /** Why its value means nothing by itself. */
  readonly problem?: string;
}

/** The configuration of a system as it was before Strata. */
export interface ForeignFile {
  readonly kind: "terraform" | "pulumi";
  /** Name of the file, without its folder. */
  readonly name: string;
  readonly keys: readonly ForeignKey[];
}
