import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT, taskTrust } from "@strata/iam";
import { type Environment, physicalName } from "@strata/shared-config";
import { secretsPolicy } from "./execution-policy.ts";

/** Pull images from ECR and write to log streams. */
const MANAGED_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

/** The role that ECS itself uses to start a task: it pulls the image, opens the log stream and reads the secrets. */
export class ExecutionRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:ExecutionRole", name, {}, options);
    const { region } = args.aws;
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const place = accountId.apply((id) => ({ region, accountId: id }));
    const role = new aws.iam.Role(
      name,
      {
        name: physicalName(`${args.cluster.name}-execution`, ROLE_NAME_LIMIT),
        description: `Starts the tasks of ${args.cluster.name}`,
        assumeRolePolicy: pulumi.jsonStringify(place.apply(taskTrust)),
      },
      { parent: this },
    );
    const managed = new aws.iam.RolePolicyAttachment(
      name,
      { role: role.name, policyArn: MANAGED_POLICY },
      { parent: this },
    );
    const secrets = new aws.iam.RolePolicy(
      name,
      {
        name: "read-secrets",
        role: role.name,
        policy: pulumi.jsonStringify(place.apply((at) => secretsPolicy(args.data.secrets, at))),
      },
      { parent: this },
    );
    // Not known before the role has its permissions: a task that starts earlier fails.
    this.arn = pulumi.all([role.arn, managed.id, secrets.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}
