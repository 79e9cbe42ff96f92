import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Service } from "@strata/shared-config";
import { required } from "@strata/shared-config/layer";
import { networkModeOf, planStrategy } from "./capacity-plan.ts";
import { isConnected, planConnect } from "./connect-plan.ts";
import { planPlacement } from "./placement.ts";
import type { Platform } from "./platform.ts";
import type { Route } from "./route.ts";
import { planService } from "./service-plan.ts";
import type { Task } from "./task.ts";

export interface EcsServiceArgs {
  /** Key of the environment's services; also the name of the container. */
  readonly key: string;
  readonly service: Service;
  readonly platform: Platform;
  readonly task: Task;
  /** Absent where the load balancer does not lead to the service. */
  readonly route: Route | undefined;
}

/** Has ECS keep a service's tasks running. */
export function runService(
  name: string,
  { key, service, platform, task, route }: EcsServiceArgs,
  options: pulumi.CustomResourceOptions & { readonly dependsOn: readonly pulumi.Resource[] },
): aws.ecs.Service {
  const { environment, cluster, gate } = platform;
  const strategy = (pools: Readonly<Record<string, string>>) => planStrategy(service, environment, pools);
  return new aws.ecs.Service(
    name,
    {
      ...planService(service),
      ...(route === undefined || service.port === undefined
        ? {}
        : {
            loadBalancers: [{ targetGroupArn: route.targetGroupArn, containerName: key, containerPort: service.port }],
          }),
      capacityProviderStrategies: service.capacity === "ec2" ? cluster.poolProviders.apply(strategy) : strategy({}),
      cluster: cluster.ecsClusterArn,
      taskDefinition: task.arn,
      ...networkOf(key, service, platform),
      ...connectionOf(key, service, platform),
    },
    {
      ...options,
      dependsOn: dependenciesOf(route?.rules ?? [], options.dependsOn, gate),
      ...(gate === undefined ? {} : { hooks: gate.hooks }),
      // The number of tasks is autoscaling's to change; a deployment must not put it back.
      ignoreChanges: service.scaling === undefined ? [] : ["desiredCount"],
    },
  );
}

async function dependenciesOf(
  rules: readonly pulumi.Resource[],
  callees: readonly pulumi.Resource[],
  gate: Platform["gate"],
): Promise<pulumi.Resource[]> {
  return [...rules, ...callees, ...(gate === undefined ? [] : [await gate.migration])];
}

/** Tasks at ports of their instance have no network of their own. */
function networkOf(
  key: string,
  service: Service,
  { environment, network }: Platform,
): Pick<aws.ecs.ServiceArgs, "networkConfiguration"> {
  if (networkModeOf(service) === "bridge") return {};
  const { subnetIds, securityGroupIds, assignPublicIp } = planPlacement(key, service, environment, network);
  return { networkConfiguration: { subnets: subnetIds, securityGroups: securityGroupIds, assignPublicIp } };
}

function connectionOf(
  key: string,
  service: Service,
  { cluster }: Platform,
): Pick<aws.ecs.ServiceArgs, "serviceConnectConfiguration"> {
  if (!isConnected(service)) return {};
  const services = planConnect(key, service);
  return {
    serviceConnectConfiguration: {
      enabled: true,
      namespace: required(cluster.serviceConnectNamespaceArn, "cluster", "Service Connect namespace"),
      ...(services.length === 0 ? {} : { services }),
    },
  };
}
