import { StrataError } from "@strata/shared-config";
import { listOf, oneOrMany, type PolicyDocument, type Statement } from "./statement.ts";

/** Characters of a managed policy, white space not counted. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const POLICY_LIMIT = 6144;

/** Managed policies of a role; more have to be asked for. Source: the same. */
export const POLICIES_LIMIT = 10;

/**
 * Puts statements into as few policies as they fit into, in their order: each goes into the first policy with room for it.
 * One that fits into none is cut in two, between its actions.
 *
 * @param limits @default - AWS's
 * @throws StrataError POLICY_TOO_LARGE where they need more policies than a role may have, or one action does not fit
 */
export function packPolicies(
  statements: readonly Statement[],
  limits = { characters: POLICY_LIMIT, policies: POLICIES_LIMIT },
): readonly PolicyDocument[] {
  const policies: Statement[][] = [];
  for (const statement of statements.flatMap((one) => cut(one, limits.characters))) {
    const roomy = policies.find((policy) => sizeOf([...policy, statement]) <= limits.characters);
    if (roomy === undefined) policies.push([statement]);
    else roomy.push(statement);
  }
  if (policies.length > limits.policies) {
    throw tooLarge(`a role needs ${policies.length} policies, and AWS allows ${limits.policies}`);
  }
  return policies.map(documentOf);
}

function cut(statement: Statement, limit: number): readonly Statement[] {
  if (sizeOf([statement]) <= limit) return [statement];
  const actions = listOf(statement.Action);
  const half = Math.ceil(actions.length / 2);
  if (half === actions.length) throw tooLarge(`a statement of ${sizeOf([statement])} characters for ${actions[0]}`);
  const parts = [actions.slice(0, half), actions.slice(half)];
  return parts.flatMap((part) => cut({ ...statement, Action: oneOrMany(part) }, limit));
}

function documentOf(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

function sizeOf(statements: readonly Statement[]): number {
  return JSON.stringify(documentOf(statements)).replaceAll(/\s/g, "").length;
}

function tooLarge(message: string): StrataError {
  return new StrataError("POLICY_TOO_LARGE", message, {
    hint: "fewer or shorter names of services in the environment's file; or ask AWS for more managed policies a role",
    fault: "user",
  });
}
