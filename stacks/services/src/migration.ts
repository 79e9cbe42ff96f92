import * as pulumi from "@pulumi/pulumi";
import { logicalName, StrataError } from "@strata/shared-config";
import type { LayerOutputs } from "@strata/shared-config/layer";
import { planMigrationContainer } from "./container-plan.ts";
import type { Platform } from "./platform.ts";
import type { ContainerService } from "./service.ts";
import { Task } from "./task.ts";

export interface MigrationArgs {
  /** Key of the service whose image, variables and secrets the task has. */
  readonly service: string;
  readonly command: readonly string[];
  readonly platform: Platform;
  /** By key. */
  readonly services: Readonly<Record<string, ContainerService>>;
}

/** The definition of a one-off task that migrates the database. Nothing runs it here: whoever deploys starts it. */
export class Migration extends pulumi.ComponentResource {
  /** What RunTask needs. */
  readonly run: NonNullable<LayerOutputs<"services">["migration"]>;

  constructor(name: string, args: MigrationArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:Migration", name, {}, options);
    const { platform, command } = args;
    const { settings, logGroupName, taskRoleArn } = serviceOf(args);
    const task = new Task(
      logicalName(name, "task"),
      {
        family: `${settings.name}-migration`,
        service: settings,
        platform,
        logGroupName,
        roleArn: taskRoleArn,
        container: (sources) => planMigrationContainer(args.service, settings, command, sources),
      },
      { parent: this },
    );
    this.run = {
      taskDefinitionArn: task.arn,
      clusterArn: platform.cluster.ecsClusterArn,
      container: args.service,
      command,
      subnetIds: platform.placement.subnetIds,
      securityGroupIds: platform.placement.securityGroupIds,
      assignPublicIp: platform.placement.assignPublicIp,
    };
    this.registerOutputs({ taskDefinitionArn: task.arn });
  }
}

function serviceOf({ service, services }: MigrationArgs): ContainerService {
  const found = services[service];
  if (found !== undefined) return found;
  throw new StrataError("ENVIRONMENT_INVALID", `the migration names the service ${service}, which there is not`, {
    hint: `there are: ${Object.keys(services).join(", ")}`,
    fault: "user",
  });
}
