import { parseJson } from "../../wire/equality.ts";
import { isList, isObject, text, texts, type Value, type Values } from "../../wire/values.ts";
import { firstTwice } from "./read.ts";

/** What a policy says of whom: a role's trust and a resource's policy name somebody, an identity's does not. */
export type PolicyKind = "identity" | "trust" | "resource";

/** What is wrong with the text of a policy document, in IAM's words. Source: IAM User Guide, Grammar of the IAM JSON policy language. */
export function policyProblem(document: Value | undefined, kind: PolicyKind): string | undefined {
  const policy = typeof document === "string" ? parseJson(document) : document;
  if (!isObject(policy)) return "Syntax errors in policy.";
  if (policy.Version !== undefined && !["2012-10-17", "2008-10-17"].includes(text(policy.Version) ?? ""))
    return "Syntax errors in policy: the Version is 2012-10-17.";
  const statements = isList(policy.Statement)
    ? policy.Statement
    : policy.Statement === undefined
      ? []
      : [policy.Statement];
  if (statements.length === 0 || !statements.every(isObject)) return "Syntax errors in policy: it has no Statement.";
  const sids = statements.flatMap((one) => (isObject(one) ? (text(one.Sid) ?? []) : []));
  if (firstTwice(sids.filter((sid) => sid !== ""))) return "Statement IDs (SID) in a single policy must be unique.";
  return statements.filter(isObject).flatMap((one) => statementProblem(one, kind) ?? [])[0];
}

function statementProblem(statement: Values, kind: PolicyKind): string | undefined {
  const who = statement.Principal ?? statement.NotPrincipal;
  const what = statement.Action ?? statement.NotAction;
  const where = statement.Resource ?? statement.NotResource;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny")
    return "Syntax errors in policy: the Effect is Allow or Deny.";
  if (kind === "identity" && who !== undefined) return "Policy document should not specify a principal.";
  if (kind !== "identity" && who === undefined) return "Missing required field Principal";
  if (items(what).length === 0) return "Policy statement must contain actions.";
  if (!items(what).every((action) => /^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/.test(action)))
    return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
  if (kind === "trust" && where !== undefined) return "Has prohibited field Resource";
  if (kind === "identity" && items(where).length === 0) return "Policy statement must contain resources.";
  const bad = items(where).find((one) => one !== "*" && !/^(arn|\*):|^\$\{|^\*/.test(one));
  return kind === "identity" && bad !== undefined ? `Resource ${bad} must be in ARN format or "*".` : undefined;
}

/** Characters of a policy as IAM counts them: without white space. Source: IAM User Guide, IAM and AWS STS quotas. */
export function policySize(document: Value | undefined): number {
  return (typeof document === "string" ? document : JSON.stringify(document ?? "")).replace(/\s/g, "").length;
}

function items(value: Value | undefined): readonly string[] {
  return typeof value === "string" ? [value] : texts(value);
}
