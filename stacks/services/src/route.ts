import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logicalName, type Service, servingSchemes } from "@strata/shared-config";
import { present } from "@strata/shared-config/layer";
import type { Platform } from "./platform.ts";
import { planHealthCheck, targetGroupName } from "./route-plan.ts";

export interface RouteArgs {
  readonly service: Service;
  readonly platform: Platform;
}

/** The way from the load balancer to a service's tasks: a target group, and a rule on each listener that serves. */
export class Route extends pulumi.ComponentResource {
  readonly targetGroupArn: pulumi.Output<string>;
  readonly targetGroupArnSuffix: pulumi.Output<string>;
  /** An ECS service waits for these: it may use a target group only once a listener does. */
  readonly rules: readonly aws.lb.ListenerRule[];

  constructor(name: string, args: RouteArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:Route", name, {}, options);
    const { service, platform } = args;
    const { paths, priority, deregistrationDelaySeconds } = service.route;
    const group = new aws.lb.TargetGroup(
      name,
      {
        name: targetGroupName(service),
        vpcId: platform.vpcId,
        targetType: "ip",
        protocol: "HTTP",
        port: service.port,
        deregistrationDelay: deregistrationDelaySeconds,
        healthCheck: planHealthCheck(service),
      },
      { parent: this },
    );
    this.rules = servingSchemes(platform.environment.cluster.loadBalancer).map(
      (scheme) =>
        new aws.lb.ListenerRule(
          logicalName(name, scheme),
          {
            listenerArn: platform.cluster.listenerArns.apply((arns) =>
              present(arns?.[scheme], "cluster", `listener for ${scheme}`),
            ),
            priority,
            conditions: [{ pathPattern: { values: [...paths] } }],
            actions: [{ type: "forward", targetGroupArn: group.arn }],
          },
          { parent: this },
        ),
    );
    this.targetGroupArn = group.arn;
    this.targetGroupArnSuffix = group.arnSuffix;
    this.registerOutputs({ targetGroupArn: this.targetGroupArn });
  }
}
