import * as pulumi from "@pulumi/pulumi";
import { logicalName, StrataError } from "@strata/shared-config";
import type { LayerOutputs } from "@strata/shared-config/layer";
import { planStrategy } from "./capacity-plan.ts";
import { planMigrationContainer } from "./container-plan.ts";
import { planPlacement } from "./placement.ts";
import type { Platform } from "./platform.ts";
import { secretTerms } from "./secret-plan.ts";
import type { ContainerService } from "./service.ts";
import { Task } from "./task.ts";
import { planTask } from "./task-plan.ts";
import { variablesOf } from "./variables.ts";

export interface MigrationArgs {
  /** Key of the service whose image, variables and secrets the task has. */
  readonly service: string;
  readonly command: readonly string[];
  readonly platform: Platform;
  /** By key. */
  readonly services: Readonly<Record<string, ContainerService>>;
}

/** The definition of a one-off task that migrates the database. What starts it is the gate before the services, or an operator. */
export class Migration extends pulumi.ComponentResource {
  /** What RunTask needs. */
  readonly run: NonNullable<LayerOutputs<"services">["migration"]>;

  constructor(name: string, args: MigrationArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:Migration", name, {}, options);
    const { platform, command } = args;
    const { environment, cluster, network } = platform;
    const { settings, logGroupName, taskRoleArn } = serviceOf(args);
    const task = new Task(
      logicalName(name, "task"),
      {
        family: `${settings.family}-migration`,
        // Whoever starts it says where in the network: it has an address of its own, whatever the service's tasks have.
        plan: { ...planTask(settings), networkMode: "awsvpc" },
        service: settings,
        platform,
        roleArn: taskRoleArn,
        containers: [
          {
            image: settings.image,
            secrets: secretTerms(variablesOf(settings), environment),
            logGroupName,
            define: (sources) => planMigrationContainer(args.service, settings, command, sources),
          },
        ],
      },
      { parent: this },
    );
    this.run = {
      taskDefinitionArn: task.arn,
      clusterArn: cluster.ecsClusterArn,
      container: args.service,
      command,
      ...planPlacement(args.service, settings, environment, network),
      capacityProvider: cluster.poolProviders.apply((pools) => {
        // On demand: nothing may end a migration half way.
        const capacity = settings.capacity === "ec2" ? "ec2" : "fargate";
        return planStrategy({ ...settings, capacity }, environment, pools)[0]?.capacityProvider;
      }),
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
