import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logicalName, type Service, servingSchemes } from "@strata/shared-config";
import { present } from "@strata/shared-config/layer";
import type { Platform } from "./platform.ts";
import { planConditions } from "./route-plan.ts";
import { adoptTargetGroup, makeTargetGroup } from "./target-group.ts";

export interface RouteArgs {
  readonly service: Service;
  readonly platform: Platform;
}

/**
 * The way from the load balancer to a service's tasks: a target group, and a rule on each listener that serves. A target
 * group that exists has its way already.
 */
export class Route extends pulumi.ComponentResource {
  readonly targetGroupArn: pulumi.Output<string>;
  readonly targetGroupArnSuffix: pulumi.Output<string>;
  /** An ECS service waits for these: it may use a target group only once a listener does. */
  readonly rules: readonly aws.lb.ListenerRule[];

  constructor(name: string, args: RouteArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:Route", name, {}, options);
    const { service, platform } = args;
    const { targetGroupArn } = service.route;
    const parent = { parent: this };
    const group =
      targetGroupArn === undefined
        ? makeTargetGroup(name, service, platform.network.vpcId, parent)
        : adoptTargetGroup(service, targetGroupArn, parent);
    this.rules = targetGroupArn === undefined ? this.#rules(name, args, group.arn) : [];
    this.targetGroupArn = group.arn;
    this.targetGroupArnSuffix = group.arnSuffix;
    this.registerOutputs({ targetGroupArn: this.targetGroupArn });
  }

  #rules(name: string, { service, platform }: RouteArgs, targetGroupArn: pulumi.Output<string>): aws.lb.ListenerRule[] {
    const { cluster, environment } = platform;
    return servingSchemes(environment.cluster.loadBalancer).map(
      (scheme) =>
        new aws.lb.ListenerRule(
          logicalName(name, scheme),
          {
            listenerArn: cluster.listenerArns.apply((arns) =>
              present(arns?.[scheme], "cluster", `listener for ${scheme}`),
            ),
            priority: service.route.priority,
            conditions: planConditions(service),
            actions: [{ type: "forward", targetGroupArn }],
          },
          { parent: this },
        ),
    );
  }
}
