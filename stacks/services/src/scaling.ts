import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logicalName, type Service } from "@strata/shared-config";
import { planScaling } from "./scaling-plan.ts";

export interface ScalingArgs {
  readonly scaling: NonNullable<Service["scaling"]>;
  readonly clusterName: pulumi.Output<string>;
  /** Name of the ECS service, known once it exists. */
  readonly serviceName: pulumi.Output<string>;
}

/** Keeps the number of a service's tasks between two bounds, so that the average load stays at its targets. */
export class Scaling extends pulumi.ComponentResource {
  constructor(name: string, args: ScalingArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:Scaling", name, {}, options);
    const { scaling } = args;
    const target = new aws.appautoscaling.Target(
      name,
      {
        serviceNamespace: "ecs",
        resourceId: pulumi.interpolate`service/${args.clusterName}/${args.serviceName}`,
        scalableDimension: "ecs:service:DesiredCount",
        minCapacity: scaling.min,
        maxCapacity: scaling.max,
      },
      { parent: this },
    );
    for (const plan of planScaling(scaling)) {
      new aws.appautoscaling.Policy(
        logicalName(name, plan.key),
        {
          name: pulumi.interpolate`${args.serviceName}-${plan.key}`,
          policyType: "TargetTrackingScaling",
          serviceNamespace: target.serviceNamespace,
          resourceId: target.resourceId,
          scalableDimension: target.scalableDimension,
          targetTrackingScalingPolicyConfiguration: {
            predefinedMetricSpecification: { predefinedMetricType: plan.metric },
            targetValue: plan.target,
            scaleInCooldown: scaling.scaleInCooldownSeconds,
            scaleOutCooldown: scaling.scaleOutCooldownSeconds,
          },
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
