import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT, taskTrust } from "@strata/iam";
import { physicalName } from "@strata/shared-config";
import { SHELL_POLICY } from "./task-policy.ts";

export interface TaskRoleArgs {
  readonly serviceName: string;
  readonly region: string;
  /** Whether operators may open a shell in a task. */
  readonly executeCommand: boolean;
}

/** The role that a service's own process has: nothing by itself, and the way in for a shell where one is wanted. */
export class TaskRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TaskRoleArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:TaskRole", name, {}, options);
    const { region, serviceName } = args;
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const role = new aws.iam.Role(
      name,
      {
        name: physicalName(`${serviceName}-task`, ROLE_NAME_LIMIT),
        description: `What the tasks of ${serviceName} may do`,
        assumeRolePolicy: pulumi.jsonStringify(accountId.apply((id) => taskTrust({ region, accountId: id }))),
      },
      { parent: this },
    );
    if (args.executeCommand) {
      new aws.iam.RolePolicy(
        name,
        { name: "shell", role: role.name, policy: JSON.stringify(SHELL_POLICY) },
        { parent: this },
      );
    }
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
