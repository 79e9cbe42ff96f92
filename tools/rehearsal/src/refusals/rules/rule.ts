import type { Attempt } from "../attempt.ts";

/** One rule of a cloud that its API model does not state. */
export interface Rule {
  readonly types: readonly string[];
  /** In a sentence: what holds. It names the row and its test. */
  readonly rule: string;
  /** The service's error code. `Provider` where the provider refuses before it asks the cloud. */
  readonly code: string;
  /** The page that says so, by its name. */
  readonly source: string;
  /** @default - create and update */
  readonly on?: readonly Attempt["operation"][];
  /** What the cloud says of an attempt that breaks the rule; undefined where it holds, or cannot be told. */
  readonly broken: (attempt: Attempt) => string | undefined;
}

/** The rules of a service. */
export type Rules = readonly Rule[];

/** The type under both names that the SDK has for load balancing: `lb` and `alb`. */
export function balancing(name: string): readonly string[] {
  return ["lb", "alb"].map((module) => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`);
}
