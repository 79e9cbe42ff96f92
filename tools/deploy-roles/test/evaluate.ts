import type { DeployRole } from "../src/deploy-roles.ts";
import { type Conditions, listOf, type Statement } from "../src/statement.ts";

/** A request as IAM sees it. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** Condition keys with their values, in AWS's own letters. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Whether a role may do something, by the rules of a single identity's policies: an explicit Deny wins, and without an Allow
 * nothing is allowed. Source: IAM User Guide, "Policy evaluation logic", and "IAM JSON policy elements: Condition operators".
 */
export function isAllowed(role: DeployRole, request: Request): boolean {
  const fitting = Object.values(role.policies)
    .flatMap(({ Statement: statements }) => statements)
    .filter((statement) => fits(statement, request));
  return fitting.length > 0 && fitting.every(({ Effect: effect }) => effect === "Allow");
}

function fits({ Action, Resource, Condition }: Statement, { action, resource, context = {} }: Request): boolean {
  return (
    listOf(Action).some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase())) &&
    listOf(Resource).some((pattern) => isLike(resource, pattern)) &&
    (Condition === undefined || holds(Condition, context))
  );
}

function holds(conditions: Conditions, context: NonNullable<Request["context"]>): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => test(operator, context[key], listOf(wanted))),
  );
}

function test(operator: string, actual: string | readonly string[] | undefined, wanted: readonly string[]): boolean {
  const values = actual === undefined ? [] : listOf(actual);
  const one = (value: string, like: boolean) => wanted.some((each) => (like ? isLike(value, each) : each === value));
  switch (operator) {
    case "Null":
      return (values.length === 0) === (wanted[0] === "true");
    case "StringEquals":
      return values.some((value) => one(value, false));
    case "StringLike":
    case "ArnLike":
      return values.some((value) => one(value, true));
    case "StringLikeIfExists":
      return values.length === 0 || values.some((value) => one(value, true));
    case "ArnNotLike":
      return !values.some((value) => one(value, true));
    case "ForAllValues:StringEquals":
      return values.every((value) => one(value, false));
    case "ForAllValues:StringLike":
      return values.every((value) => one(value, true));
    default:
      throw new Error(`the evaluator knows no ${operator}`);
  }
}

function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
