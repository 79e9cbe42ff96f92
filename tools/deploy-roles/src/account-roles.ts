import {
  GetOpenIDConnectProviderCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import type { Environment } from "@strata/shared-config";
import { providerArn } from "./guard.ts";

/** A policy as it is attached. */
export interface FoundPolicy {
  readonly arn: string;
  readonly document: string;
  /** Ids of the versions that are not in use, the oldest first. */
  readonly olderVersions: readonly string[];
}

/** A role as it is. */
export interface FoundRole {
  readonly name: string;
  readonly trust: string;
  readonly tags: Readonly<Record<string, string>>;
  /** By name. */
  readonly policies: Readonly<Record<string, FoundPolicy>>;
}

/** What of the account matters to deploy roles. */
export interface FoundAccount {
  /** Audiences of GitHub's identity provider; undefined where the account has none. */
  readonly audiences: readonly string[] | undefined;
  /** Roles that bear the tags of this environment's deploy roles, by name. */
  readonly roles: Readonly<Record<string, FoundRole>>;
}

/** The tag that a deploy role is known by; its value is the layer. */
export const DEPLOYS_TAG = "strata:deploys";

/** Reads GitHub's provider, and the deploy roles of an environment that are there. */
export async function readAccount(iam: IAMClient, account: string, environment: Environment): Promise<FoundAccount> {
  const { naming, name } = environment;
  const provider = await orAbsent(
    iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn(account) })),
  );
  const roles: Record<string, FoundRole> = {};
  for (const role of await namesOfRoles(iam, `${naming.base}-deploy-`)) {
    const found = await readRole(iam, role);
    if (found?.tags["strata:environment"] === name && found.tags[DEPLOYS_TAG] !== undefined) roles[role] = found;
  }
  return { audiences: provider === undefined ? undefined : (provider.ClientIDList ?? []), roles };
}

async function namesOfRoles(iam: IAMClient, start: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { Roles: page = [] } of paginateListRoles({ client: iam }, {})) {
    for (const { RoleName: name = "" } of page) if (name.startsWith(start)) names.push(name);
  }
  return names.sort();
}

/** @returns undefined for a role that is gone meanwhile */
async function readRole(iam: IAMClient, name: string): Promise<FoundRole | undefined> {
  const answer = await orAbsent(iam.send(new GetRoleCommand({ RoleName: name })));
  if (answer?.Role === undefined) return undefined;
  const { AssumeRolePolicyDocument: trust = "", Tags: tags = [] } = answer.Role;
  const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name }));
  const policies: Record<string, FoundPolicy> = {};
  for (const { PolicyName: policy = "", PolicyArn: arn = "" } of attached.AttachedPolicies ?? []) {
    policies[policy] = await readPolicy(iam, arn);
  }
  return {
    name,
    trust: decodeURIComponent(trust),
    tags: Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value])),
    policies,
  };
}

async function readPolicy(iam: IAMClient, arn: string): Promise<FoundPolicy> {
  const { Versions: versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }));
  const current = versions.find(({ IsDefaultVersion: isDefault }) => isDefault === true)?.VersionId ?? "v1";
  const { PolicyVersion: version } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: current }),
  );
  const older = versions.flatMap(({ VersionId: id }) => (id === undefined || id === current ? [] : [id]));
  return {
    arn,
    document: decodeURIComponent(version?.Document ?? ""),
    olderVersions: older.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
  };
}

/** What is not there answers with an error of its own; any other error is one. */
async function orAbsent<Found>(call: Promise<Found>): Promise<Found | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchEntityException") return undefined;
    throw error;
  }
}
