import {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { DeployRole } from "./deploy-roles.ts";
import { providerArn } from "./guard.ts";
import { type RoleAction, roleTaken } from "./plan-deploy-roles.ts";
import { GITHUB_AUDIENCE, GITHUB_ISSUER } from "./trust.ts";

/**
 * Does what a plan says, in order. Each act is safe to repeat after a run that was cut off: what is there already counts as
 * done.
 *
 * @throws StrataError ROLE_TAKEN for a name that somebody else's role has
 */
export async function applyRoles(iam: IAMClient, account: string, actions: readonly RoleAction[]): Promise<void> {
  for (const action of actions) await act(iam, account, action);
}

async function act(iam: IAMClient, account: string, action: RoleAction): Promise<void> {
  const policyArn = (name: string) => `arn:aws:iam::${account}:policy/${name}`;
  switch (action.kind) {
    case "create-provider":
      // AWS checks GitHub's certificate against its own roots; a thumbprint is not asked for any more.
      // Source: IAM User Guide, "Create an OpenID Connect (OIDC) identity provider in IAM".
      await iam.send(
        new CreateOpenIDConnectProviderCommand({ Url: `https://${GITHUB_ISSUER}`, ClientIDList: [GITHUB_AUDIENCE] }),
      );
      return;
    case "add-audience": {
      const OpenIDConnectProviderArn = providerArn(account);
      const ClientID = GITHUB_AUDIENCE;
      await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
      return;
    }
    case "create-role":
      return createRole(iam, action.role);
    case "change-trust":
      await iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: action.role.name,
          PolicyDocument: JSON.stringify(action.role.trust),
        }),
      );
      return;
    case "tag-role":
      await iam.send(new TagRoleCommand({ RoleName: action.role.name, Tags: tagsOf(action.role) }));
      return;
    case "create-policy":
      return createPolicy(iam, action.role, action.policy, policyArn(action.policy));
    case "change-policy":
      if (action.dropVersion !== undefined) {
        await iam.send(new DeletePolicyVersionCommand({ PolicyArn: action.arn, VersionId: action.dropVersion }));
      }
      return setPolicy(iam, action.arn, documentOf(action.role, action.policy));
    case "remove-policy":
      return removePolicy(iam, action.role, action.arn, action.arn === policyArn(action.policy));
    case "remove-role":
      for (const [name, { arn }] of Object.entries(action.role.policies)) {
        await removePolicy(iam, action.role.name, arn, arn === policyArn(name) && name.startsWith(action.role.name));
      }
      await iam.send(new DeleteRoleCommand({ RoleName: action.role.name }));
      return;
  }
}

async function createRole(iam: IAMClient, role: DeployRole): Promise<void> {
  const trust = JSON.stringify(role.trust);
  await iam
    .send(
      new CreateRoleCommand({
        RoleName: role.name,
        Description: role.description,
        AssumeRolePolicyDocument: trust,
        Tags: tagsOf(role),
      }),
    )
    .catch((error: unknown) => {
      // Ours would have been found by its tags.
      throw isThere(error) ? roleTaken(role.name, error) : error;
    });
}

/** A run that was cut off between the two may have made the policy and not attached it. */
async function createPolicy(iam: IAMClient, role: DeployRole, name: string, arn: string): Promise<void> {
  const PolicyDocument = documentOf(role, name);
  try {
    await iam.send(
      new CreatePolicyCommand({ PolicyName: name, PolicyDocument, Description: role.description, Tags: tagsOf(role) }),
    );
  } catch (error) {
    if (!isThere(error)) throw error;
    await dropOldest(iam, arn);
    await setPolicy(iam, arn, PolicyDocument);
  }
  await iam.send(new AttachRolePolicyCommand({ RoleName: role.name, PolicyArn: arn }));
}

async function setPolicy(iam: IAMClient, arn: string, PolicyDocument: string): Promise<void> {
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument, SetAsDefault: true }));
}

async function dropOldest(iam: IAMClient, arn: string): Promise<void> {
  const { Versions: versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }));
  const older = versions.filter(({ IsDefaultVersion: isDefault }) => isDefault !== true);
  const oldest = older.at(-1)?.VersionId;
  if (versions.length < 5 || oldest === undefined) return;
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: oldest }));
}

/** @param isOurs whether the policy goes as well; one that somebody else attached is detached alone */
async function removePolicy(iam: IAMClient, RoleName: string, PolicyArn: string, isOurs: boolean): Promise<void> {
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  if (!isOurs || !PolicyArn.includes("-deploy-")) return;
  const { Versions: versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  for (const { VersionId, IsDefaultVersion: isDefault } of versions) {
    if (isDefault !== true) await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  }
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
}

function documentOf(role: DeployRole, policy: string): string {
  return JSON.stringify(role.policies[policy]);
}

function tagsOf({ tags }: DeployRole) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function isThere(error: unknown): boolean {
  return error instanceof Error && error.name === "EntityAlreadyExistsException";
}
