import type { ResourceFacts } from "@strata/sdk-facts";
import type { Account } from "../account/account.ts";
import type { Place } from "../facts/arn.ts";
import type { Values } from "../wire/values.ts";

/** A change that is about to be made in the account. Secrets are in clear here: nothing of them may reach a message. */
export interface Attempt {
  readonly operation: "create" | "update" | "delete";
  readonly facts: ResourceFacts;
  readonly urn: string;
  /** Empty before a create. */
  readonly id: string;
  /** As the cloud would have them afterwards; of a delete, as it has them. */
  readonly inputs: Values;
  /** The inputs with the marks of their secrets. @default - not known: no value may be shown */
  readonly marked?: Values;
  /** Its properties in the state. @default - a create has none */
  readonly before: Values | undefined;
  readonly place: Place;
  readonly account: Account;
}

/** Why the cloud refuses, in its own words. */
export interface ApiError {
  /** Such as `InvalidSubnetID.NotFound`. Source: the error codes of the service's API reference. */
  readonly code: string;
  readonly message: string;
}

/** Looks at an attempt; undefined where nothing is wrong. */
export type Check = (attempt: Attempt) => ApiError | undefined;
