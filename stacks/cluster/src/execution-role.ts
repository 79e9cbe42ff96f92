import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT, taskTrust } from "@strata/iam";
import { type Environment, physicalName } from "@strata/shared-config";

/** Pull images from ECR and write to log streams. */
const MANAGED_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

/**
 * The role that ECS itself uses to start a task of any service: it pulls the image and opens the log stream. Which
 * secrets it may read, the layer that names them in containers says.
 */
export class ExecutionRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:ExecutionRole", name, {}, options);
    const { region } = args.aws;
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const role = new aws.iam.Role(
      name,
      {
        name: physicalName(`${args.cluster.name}-execution`, ROLE_NAME_LIMIT),
        description: `Starts the tasks of ${args.cluster.name}`,
        assumeRolePolicy: pulumi.jsonStringify(accountId.apply((id) => taskTrust({ region, accountId: id }))),
      },
      { parent: this },
    );
    const managed = new aws.iam.RolePolicyAttachment(
      name,
      { role: role.name, policyArn: MANAGED_POLICY },
      { parent: this },
    );
    // Not known before the role has its permissions: a task that starts earlier fails.
    this.arn = pulumi.all([role.arn, managed.id]).apply(([arn]) => arn);
    this.roleName = role.name;
    this.registerOutputs({ arn: this.arn });
  }
}
