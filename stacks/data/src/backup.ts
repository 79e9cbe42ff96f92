import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT, serviceTrust } from "@strata/iam";
import { type Environment, physicalName } from "@strata/shared-config";
import { planRules, planSelection } from "./backup-plan.ts";

/** Characters of a vault's name. Source: AWS Backup API Reference, CreateBackupVault. */
const VAULT_NAME_LIMIT = 50;

/** Source: AWS Backup Developer Guide, "Managed policies for AWS Backup". */
const POLICIES = { backup: "AWSBackupServiceRolePolicyForBackup", restore: "AWSBackupServiceRolePolicyForRestores" };

/**
 * AWS Backup: a vault, a daily and a weekly rule, and what they save; on request, copies in a second region.
 *
 * Vaults are encrypted with the key that AWS manages for AWS Backup: Security Hub's control Backup.1 asks for no more,
 * and a copy in the same account may use it. AWS deletes no vault that has recovery points, so they outlive a destroy
 * until somebody deletes them. AWS Backup knows databases, file systems and disks; ElastiCache, which it does not know,
 * keeps its snapshots itself.
 */
export class Backup extends pulumi.ComponentResource {
  readonly vaultArn: pulumi.Output<string>;

  constructor(name: string, environment: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:Backup", name, {}, options);
    const { naming, data } = environment;
    const base = `${naming.base}-backup${naming.suffix}`;
    const vaultName = physicalName(base, VAULT_NAME_LIMIT);
    const vault = new aws.backup.Vault(name, { name: vaultName }, { parent: this });
    const copyVault = data.backup.copy && makeCopyVault(name, vaultName, environment, data.backup.copy.region, this);
    const plan = new aws.backup.Plan(
      name,
      {
        name: base,
        rules: planRules(data.backup).map(({ ruleName, schedule, deleteAfter, copyDeleteAfter }) => ({
          ruleName,
          schedule,
          targetVaultName: vault.name,
          lifecycle: { deleteAfter },
          ...(copyVault === undefined || copyDeleteAfter === undefined
            ? {}
            : { copyActions: [{ destinationVaultArn: copyVault.arn, lifecycle: { deleteAfter: copyDeleteAfter } }] }),
        })),
      },
      { parent: this },
    );
    const role = makeRole(name, physicalName(base, ROLE_NAME_LIMIT), this);
    new aws.backup.Selection(
      name,
      { name: vaultName, planId: plan.id, iamRoleArn: role.arn, ...planSelection(environment) },
      { parent: this },
    );
    this.vaultArn = vault.arn;
    this.registerOutputs({ vaultArn: this.vaultArn });
  }
}

function makeCopyVault(
  name: string,
  vaultName: string,
  { aws: account }: Environment,
  region: aws.Region,
  parent: Backup,
): aws.backup.Vault {
  const copy = `${name}-copy`;
  const provider = new aws.Provider(
    copy,
    { region, ...(account.accountId === undefined ? {} : { allowedAccountIds: [account.accountId] }) },
    { parent },
  );
  return new aws.backup.Vault(copy, { name: vaultName }, { parent, provider });
}

function makeRole(name: string, roleName: string, parent: Backup): aws.iam.Role {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  const role = new aws.iam.Role(
    name,
    {
      name: roleName,
      assumeRolePolicy: pulumi.jsonStringify(
        accountId.apply((id) => serviceTrust("backup.amazonaws.com", { accountId: id })),
      ),
    },
    { parent },
  );
  for (const [purpose, policy] of Object.entries(POLICIES)) {
    const policyArn = `arn:aws:iam::aws:policy/service-role/${policy}`;
    new aws.iam.RolePolicyAttachment(`${name}-${purpose}`, { role: role.name, policyArn }, { parent });
  }
  return role;
}
