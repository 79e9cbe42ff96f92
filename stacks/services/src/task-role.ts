import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT, taskTrust } from "@strata/iam";
import { logicalName, physicalName } from "@strata/shared-config";
import type { RolePlan } from "./role-plan.ts";
import { SHELL_POLICY } from "./task-policy.ts";

const TYPE = "strata:services:TaskRole";

export interface TaskRoleArgs {
  readonly plan: RolePlan;
  readonly region: string;
}

/** The role that a service's own process has: nothing by itself, and the way in for a shell where one is wanted. */
export class TaskRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { plan, region }: TaskRoleArgs, options?: pulumi.ComponentResourceOptions) {
    super(TYPE, name, {}, options);
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const role = new aws.iam.Role(
      name,
      {
        name: physicalName(plan.name, ROLE_NAME_LIMIT),
        description: plan.description,
        assumeRolePolicy: pulumi.jsonStringify(accountId.apply((id) => taskTrust({ region, accountId: id }))),
      },
      { parent: this },
    );
    if (plan.executeCommand) {
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

/**
 * A role that is its service's alone; it is a child of the service. One that was shared until now is the same role still.
 * @param key of the service
 */
export function ownRole(key: string, args: TaskRoleArgs, parent: pulumi.Resource): TaskRole {
  return new TaskRole(ownName(key), args, { parent, aliases: [pulumi.createUrn(args.plan.name, TYPE)] });
}

/**
 * The roles that several services share, by name. One that was a service's own until now is the same role still.
 * @param region of the tasks
 */
export function sharedRoles(plans: readonly RolePlan[], region: string): Record<string, TaskRole> {
  return Object.fromEntries(
    plans
      .filter(({ shared }) => shared)
      .map((plan) => {
        const aliases = plan.services.map((key) =>
          pulumi.createUrn(ownName(key), TYPE, pulumi.createUrn(key, "strata:services:ContainerService")),
        );
        return [plan.name, new TaskRole(plan.name, { plan, region }, { aliases })];
      }),
  );
}

function ownName(key: string): string {
  return logicalName(key, "role");
}
