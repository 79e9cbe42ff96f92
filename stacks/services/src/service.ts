import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logicalName, type Service, StrataError } from "@strata/shared-config";
import { planContainer } from "./container-plan.ts";
import type { Platform } from "./platform.ts";
import { Route } from "./route.ts";
import { Scaling } from "./scaling.ts";
import { planService } from "./service-plan.ts";
import { Task } from "./task.ts";
import { TaskRole } from "./task-role.ts";

export interface ContainerServiceArgs {
  /** Key of the environment's services; also the name of the container. */
  readonly key: string;
  readonly platform: Platform;
}

/** A service: its log group, its role, the definition of its tasks, the way to them, and ECS keeping them running. */
export class ContainerService extends pulumi.ComponentResource {
  readonly settings: Service;
  readonly serviceName: pulumi.Output<string>;
  readonly serviceArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  readonly taskRoleArn: pulumi.Output<string>;
  /** Absent where the load balancer does not lead to the service. */
  readonly route: Route | undefined;

  constructor(name: string, args: ContainerServiceArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:ContainerService", name, {}, options);
    const { key, platform } = args;
    const { environment, cluster } = platform;
    const service = settingsOf(key, platform);
    const parent = { parent: this };
    this.settings = service;
    const logs = new aws.cloudwatch.LogGroup(
      name,
      { name: service.logGroup, retentionInDays: service.logRetentionDays },
      parent,
    );
    const role = new TaskRole(
      logicalName(name, "role"),
      { serviceName: service.name, region: environment.aws.region, executeCommand: service.executeCommand },
      parent,
    );
    const task = new Task(
      logicalName(name, "task"),
      {
        family: service.name,
        service,
        platform,
        logGroupName: logs.name,
        roleArn: role.arn,
        container: (sources) => planContainer(key, service, sources),
      },
      parent,
    );
    this.route =
      service.exposure === "loadBalancer"
        ? new Route(logicalName(name, "route"), { service, platform }, parent)
        : undefined;
    const running = this.#run(name, args, task);
    if (service.scaling !== undefined) {
      new Scaling(
        logicalName(name, "scaling"),
        { scaling: service.scaling, clusterName: cluster.ecsClusterName, serviceName: running.name },
        parent,
      );
    }
    this.serviceName = running.name;
    this.serviceArn = running.arn;
    this.logGroupName = logs.name;
    this.taskRoleArn = role.arn;
    this.registerOutputs({ serviceName: this.serviceName });
  }

  #run(name: string, { key, platform }: ContainerServiceArgs, task: Task): aws.ecs.Service {
    const { placement, cluster } = platform;
    const route = this.route;
    const target =
      route === undefined
        ? {}
        : {
            loadBalancers: [
              { targetGroupArn: route.targetGroupArn, containerName: key, containerPort: this.settings.port },
            ],
          };
    return new aws.ecs.Service(
      name,
      {
        ...planService(this.settings),
        ...target,
        cluster: cluster.ecsClusterArn,
        taskDefinition: task.arn,
        networkConfiguration: {
          subnets: placement.subnetIds,
          securityGroups: placement.securityGroupIds,
          assignPublicIp: placement.assignPublicIp,
        },
      },
      {
        parent: this,
        dependsOn: [...(route?.rules ?? [])],
        // The number of tasks is autoscaling's to change; a deployment must not put it back.
        ignoreChanges: this.settings.scaling === undefined ? [] : ["desiredCount"],
      },
    );
  }
}

function settingsOf(key: string, { environment }: Platform): Service {
  const service = environment.services[key];
  if (service !== undefined) return service;
  throw new StrataError("ENVIRONMENT_INVALID", `${environment.name} has no service ${key}`, {
    hint: `there are: ${Object.keys(environment.services).join(", ")}`,
    fault: "user",
  });
}
