import { isDeepStrictEqual } from "node:util";
import { StrataError } from "@strata/shared-config";
import type { FoundAccount, FoundPolicy, FoundRole } from "./account-roles.ts";
import type { DeployRole } from "./deploy-roles.ts";
import { GITHUB_AUDIENCE } from "./trust.ts";

/** One thing to do to the account. Data: what is printed is what is done. */
export type RoleAction =
  | { readonly kind: "create-provider" }
  | { readonly kind: "add-audience" }
  | { readonly kind: "create-role"; readonly role: DeployRole }
  | { readonly kind: "change-trust"; readonly role: DeployRole }
  | { readonly kind: "tag-role"; readonly role: DeployRole }
  | { readonly kind: "create-policy"; readonly role: DeployRole; readonly policy: string }
  | {
      readonly kind: "change-policy";
      readonly role: DeployRole;
      readonly policy: string;
      readonly arn: string;
      /** A version to take away first: a policy has five at most. */
      readonly dropVersion: string | undefined;
    }
  /** Only after a yes: somebody may have attached it on purpose. */
  | { readonly kind: "remove-policy"; readonly role: string; readonly policy: string; readonly arn: string }
  | { readonly kind: "remove-role"; readonly role: FoundRole };

/** What makes an account's deploy roles what they have to be. */
export interface RolesPlan {
  /** In order. */
  readonly actions: readonly RoleAction[];
  /** What is not needed any more; done only after a yes. */
  readonly removals: readonly RoleAction[];
  /** Names of the roles that are as they should be. */
  readonly kept: readonly string[];
}

/** Versions of a policy that AWS keeps. Source: IAM User Guide, "IAM and AWS STS quotas". */
const VERSIONS_LIMIT = 5;

/**
 * Compares what is there with what has to be. Nothing is done twice: an account that is as it should be gives no actions.
 *
 * @throws StrataError ROLE_TAKEN for a role of another environment under one of our names
 */
export function planDeployRoles(wanted: readonly DeployRole[], found: FoundAccount): RolesPlan {
  const actions: RoleAction[] = [];
  const removals: RoleAction[] = [];
  const kept: string[] = [];
  if (found.audiences === undefined) actions.push({ kind: "create-provider" });
  else if (!found.audiences.includes(GITHUB_AUDIENCE)) actions.push({ kind: "add-audience" });
  for (const role of wanted) {
    const there = found.roles[role.name];
    const own = there === undefined ? createRole(role) : changeRole(role, there);
    actions.push(...own.actions);
    removals.push(...own.removals);
    if (own.actions.length === 0) kept.push(role.name);
  }
  const names = new Set(wanted.map(({ name }) => name));
  for (const role of Object.values(found.roles))
    if (!names.has(role.name)) removals.push({ kind: "remove-role", role });
  return { actions, removals, kept };
}

/** The error for a name that somebody else's role has. */
export function roleTaken(name: string, cause: unknown): StrataError {
  return new StrataError("ROLE_TAKEN", `the account has a role or policy ${name} that is not of this environment`, {
    hint: `aws iam get-role --role-name ${name}   (rename it, or set naming.suffix in one of the two environments)`,
    fault: "user",
    cause,
  });
}

function createRole(role: DeployRole): Pick<RolesPlan, "actions" | "removals"> {
  const policies = Object.keys(role.policies).map((policy) => ({ kind: "create-policy", role, policy }) as const);
  return { actions: [{ kind: "create-role", role }, ...policies], removals: [] };
}

function changeRole(role: DeployRole, there: FoundRole): Pick<RolesPlan, "actions" | "removals"> {
  const actions: RoleAction[] = [];
  if (!sameDocument(there.trust, role.trust)) actions.push({ kind: "change-trust", role });
  if (Object.entries(role.tags).some(([key, value]) => there.tags[key] !== value))
    actions.push({ kind: "tag-role", role });
  for (const [policy, document] of Object.entries(role.policies)) {
    const is = there.policies[policy];
    if (is === undefined) actions.push({ kind: "create-policy", role, policy });
    else if (!sameDocument(is.document, document)) actions.push(changePolicy(role, policy, is));
  }
  const removals = Object.entries(there.policies)
    .filter(([policy]) => role.policies[policy] === undefined)
    .map(([policy, { arn }]) => ({ kind: "remove-policy", role: role.name, policy, arn }) as const);
  return { actions, removals };
}

function changePolicy(role: DeployRole, policy: string, { arn, olderVersions }: FoundPolicy): RoleAction {
  const isFull = olderVersions.length + 1 >= VERSIONS_LIMIT;
  return { kind: "change-policy", role, policy, arn, dropVersion: isFull ? olderVersions[0] : undefined };
}

function sameDocument(text: string, wanted: object): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(wanted)));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
