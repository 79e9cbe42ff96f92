import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logicalName, type Service, StrataError } from "@strata/shared-config";
import { runService } from "./ecs-service.ts";
import { makeLogs } from "./logs.ts";
import type { Platform } from "./platform.ts";
import { planRole } from "./role-plan.ts";
import { Route } from "./route.ts";
import { Scaling } from "./scaling.ts";
import { serviceContainers } from "./service-containers.ts";
import { Task } from "./task.ts";
import { planTask } from "./task-plan.ts";
import { ownRole } from "./task-role.ts";

export interface ContainerServiceArgs {
  /** Key of the environment's services; also the name of the container. */
  readonly key: string;
  readonly platform: Platform;
  /** The services that it calls, as far as they come before it. */
  readonly callees: readonly ContainerService[];
}

/** A service: its log groups, its role, the definition of its tasks, the way to them, and ECS keeping them running. */
export class ContainerService extends pulumi.ComponentResource {
  readonly settings: Service;
  readonly ecsService: aws.ecs.Service;
  readonly logGroupName: pulumi.Output<string>;
  readonly taskRoleArn: pulumi.Output<string>;
  /** Absent where the load balancer does not lead to the service. */
  readonly route: Route | undefined;

  constructor(name: string, args: ContainerServiceArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:ContainerService", name, {}, options);
    const { key, platform } = args;
    const service = settingsOf(key, platform);
    const parent = { parent: this };
    const logs = makeLogs(name, service, parent);
    const roleArn = this.#role(key, service, platform);
    const task = new Task(
      logicalName(name, "task"),
      {
        family: service.family,
        plan: planTask(service),
        service,
        platform,
        roleArn,
        containers: serviceContainers(key, service, platform.environment, logs),
      },
      parent,
    );
    const route =
      service.exposure === "loadBalancer"
        ? new Route(logicalName(name, "route"), { service, platform }, parent)
        : undefined;
    const dependsOn = args.callees.map(({ ecsService }) => ecsService);
    const running = runService(name, { key, service, platform, task, route }, { ...parent, dependsOn });
    if (service.scaling !== undefined) {
      new Scaling(
        logicalName(name, "scaling"),
        { scaling: service.scaling, clusterName: platform.cluster.ecsClusterName, serviceName: running.name },
        parent,
      );
    }
    this.settings = service;
    this.ecsService = running;
    this.logGroupName = logs.own;
    this.taskRoleArn = roleArn;
    this.route = route;
    this.registerOutputs({ serviceName: running.name });
  }

  #role(key: string, service: Service, { environment, sharedRoles }: Platform): pulumi.Output<string> {
    const shared = sharedRoles[service.role];
    if (shared !== undefined) return shared.arn;
    const plan = planRole(service.role, [[key, service]]);
    return ownRole(key, { plan, region: environment.aws.region }, this).arn;
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
