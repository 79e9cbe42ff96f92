import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { instanceTrust, ROLE_NAME_LIMIT } from "@strata/iam";
import { logicalName, physicalName } from "@strata/shared-config";

/**
 * What an instance may do: the agent joins the cluster, and Session Manager opens a shell where no key pair does.
 * Sources: Amazon ECS Developer Guide, "Amazon ECS container instance IAM role"; AWS Systems Manager User Guide,
 * "Configure instance permissions required for Systems Manager".
 */
const MANAGED_POLICIES = {
  cluster: "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
  shell: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
} as const;

/** The role of the instances of all pools, in the profile that hands it to them. Tasks have roles of their own. */
export class InstanceRole extends pulumi.ComponentResource {
  /** Known once the role has its permissions: an instance that starts earlier cannot join the cluster. */
  readonly profileArn: pulumi.Output<string>;

  constructor(name: string, args: { readonly clusterName: string }, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:InstanceRole", name, {}, options);
    const roleName = physicalName(`${args.clusterName}-instance`, ROLE_NAME_LIMIT);
    const role = new aws.iam.Role(
      name,
      {
        name: roleName,
        description: `Lets instances join ${args.clusterName}`,
        assumeRolePolicy: JSON.stringify(instanceTrust()),
      },
      { parent: this },
    );
    const attachments = Object.entries(MANAGED_POLICIES).map(
      ([key, policyArn]) =>
        new aws.iam.RolePolicyAttachment(logicalName(name, key), { role: role.name, policyArn }, { parent: this }),
    );
    const profile = new aws.iam.InstanceProfile(name, { name: roleName, role: role.name }, { parent: this });
    this.profileArn = pulumi.all([profile.arn, pulumi.all(attachments.map(({ id }) => id))]).apply(([arn]) => arn);
    this.registerOutputs({ profileArn: this.profileArn });
  }
}
