import { Refusal } from "../operations/cloud.ts";
import { applicationLoadBalancer } from "./application-load-balancer.ts";
import type { ComponentMaker } from "./component.ts";
import { defaultVpc } from "./default-vpc.ts";
import { ec2Service, fargateService } from "./ecs/service.ts";
import { ec2TaskDefinition, fargateTaskDefinition } from "./ecs/task-definition.ts";
import { networkLoadBalancer } from "./network-load-balancer.ts";
import { repository } from "./repository.ts";
import { targetGroupAttachment } from "./target-group-attachment.ts";
import { trail } from "./trail.ts";
import { vpc } from "./vpc/vpc.ts";

const MAKERS: Readonly<Record<string, ComponentMaker>> = {
  "awsx:cloudtrail:Trail": trail,
  "awsx:ec2:DefaultVpc": defaultVpc,
  "awsx:ec2:Vpc": vpc,
  "awsx:ecr:Repository": repository,
  "awsx:ecs:EC2Service": ec2Service,
  "awsx:ecs:EC2TaskDefinition": ec2TaskDefinition,
  "awsx:ecs:FargateService": fargateService,
  "awsx:ecs:FargateTaskDefinition": fargateTaskDefinition,
  "awsx:lb:ApplicationLoadBalancer": applicationLoadBalancer,
  "awsx:lb:NetworkLoadBalancer": networkLoadBalancer,
  "awsx:lb:TargetGroupAttachment": targetGroupAttachment,
};

const NO_DOCKER =
  "it builds or pushes an image with Docker, and the simulated cloud runs none. Give the address of an image that is there already";

/** Components that are known, and why they cannot be rehearsed. */
const IMPOSSIBLE: Readonly<Record<string, string>> = {
  "awsx:ecr:Image": NO_DOCKER,
  "awsx:ecr:RegistryImage": NO_DOCKER,
};

/** What makes a component of a type. @throws Refusal for one that cannot be rehearsed */
export function makerOf(type: string): ComponentMaker {
  const make = MAKERS[type];
  if (make) return make;
  const why = IMPOSSIBLE[type];
  if (why !== undefined) throw new Refusal(`${type} cannot be rehearsed: ${why}`);
  throw new Refusal(`${type} cannot be rehearsed; the components that can are ${Object.keys(MAKERS).join(", ")}`);
}
