import type { StateEntry } from "@strata/engine/state";
import type { LookUp, Whereabouts } from "./import-rule.ts";

/** A resource of the account that carries the tags of an environment. */
export interface TaggedResource {
  readonly arn: string;
  /** Its tag `strata:layer`. */
  readonly layer: string;
  /** Its tag `strata:urn`: see `urnTag` of the shared configuration. */
  readonly urnTag: string;
}

/** What is asked of the cloud about what was made. Each throws ACCOUNT_UNREADABLE. */
export interface AccountDoor {
  /** What carries an environment's tags in a region. */
  readonly tagged: (environment: string, region: string) => Promise<readonly TaggedResource[]>;
  /**
   * Import ids of what was made with these inputs, the newest first.
   * @param inputs of the resource, secrets encrypted
   */
  readonly lookUp: (kind: LookUp, inputs: StateEntry, where: Whereabouts) => Promise<readonly string[]>;
}
