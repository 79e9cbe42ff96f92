import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logicalName, type Service } from "@strata/shared-config";
import { keptBySchedules, planScaling, planSchedules } from "./scaling-plan.ts";

export interface ScalingArgs {
  readonly scaling: NonNullable<Service["scaling"]>;
  readonly clusterName: pulumi.Output<string>;
  /** Name of the ECS service, known once it exists. */
  readonly serviceName: pulumi.Output<string>;
}

/**
 * Keeps the number of a service's tasks between two bounds, so that the average load stays at its targets; schedules
 * move the bounds.
 */
export class Scaling extends pulumi.ComponentResource {
  constructor(name: string, args: ScalingArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:services:Scaling", name, {}, options);
    const { scaling } = args;
    const { serviceNamespace, resourceId, scalableDimension } = new aws.appautoscaling.Target(
      name,
      {
        serviceNamespace: "ecs",
        resourceId: pulumi.interpolate`service/${args.clusterName}/${args.serviceName}`,
        scalableDimension: "ecs:service:DesiredCount",
        minCapacity: scaling.min,
        maxCapacity: scaling.max,
      },
      { parent: this, ignoreChanges: keptBySchedules(scaling) },
    );
    const target = { serviceNamespace, resourceId, scalableDimension };
    for (const plan of planScaling(scaling)) {
      new aws.appautoscaling.Policy(
        logicalName(name, plan.key),
        {
          name: pulumi.interpolate`${args.serviceName}-${plan.key}`,
          policyType: "TargetTrackingScaling",
          ...target,
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
    for (const { key, ...plan } of planSchedules(scaling)) {
      new aws.appautoscaling.ScheduledAction(
        logicalName(name, key),
        { name: pulumi.interpolate`${args.serviceName}-${key}`, ...target, ...plan },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
