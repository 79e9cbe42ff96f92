import type { StateEntry } from "@strata/engine/state";
import { type Arn, parseArn } from "./arn.ts";

/** What is known of where a resource is made. */
export interface Whereabouts {
  readonly region: string;
  /** The number of the account; undefined where nothing of the stack tells. */
  readonly account: string | undefined;
}

/** How a resource that was made, and that no state knows, is found again by its type. */
export interface ImportRule {
  /** From its ARN, where the account's list of tagged resources has it. */
  readonly fromArn?: (arn: Arn) => string;
  /** From what the program gave, where that alone names it: undefined where something is missing. */
  readonly fromInputs?: (inputs: StateEntry, where: Whereabouts) => string | undefined;
  /** From an answer of the service, where neither does: which of the look-ups in the account's door. */
  readonly lookUp?: LookUp;
  /** Making it again gives the same one, so it is not looked for: why. */
  readonly again?: string;
  /** No way leads to it: how a person finds its id. */
  readonly byHand?: string;
}

/** What the account is asked for the id of something that neither tags nor inputs name. */
export type LookUp = "secret-version" | "backup-selection" | "query-definition" | "dns-record";

/** The last part of an ARN's resource: `vpc/vpc-0a1b` → `vpc-0a1b`. */
export const afterSlash = ({ resource }: Arn): string => resource.slice(resource.lastIndexOf("/") + 1);

/** All after the kind: `log-group:/aws/x` → `/aws/x`, `repository/a/b` → `a/b`. */
export const afterKind = ({ resource }: Arn): string => resource.replace(/^[^/:]+[/:]/, "");

/** The whole ARN. */
export const wholeArn = ({ text }: Arn): string => text;

/** An import id of inputs in a row, with a sign between them. */
export function inputs(...names: readonly string[]): (given: StateEntry) => string | undefined {
  return joined("/", ...names);
}

/** The same with another sign. */
export function joined(sign: string, ...names: readonly string[]): (given: StateEntry) => string | undefined {
  return (given) => {
    const values = names.map((name) => text(given[name]));
    return values.every((value) => value !== undefined) ? values.join(sign) : undefined;
  };
}

/** A value that is a text with something in it. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** An ARN given as an input, or undefined. */
export function arnIn(value: unknown): Arn | undefined {
  const given = text(value);
  return given === undefined ? undefined : parseArn(given);
}
