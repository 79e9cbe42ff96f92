import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Service } from "@strata/shared-config";
import {
  checkTargetType,
  planHealthCheck,
  planStickiness,
  targetGroupName,
  targetGroupSuffix,
  targetTypeOf,
} from "./route-plan.ts";

/** A target group, whoever made it. */
export interface TargetGroup {
  readonly arn: pulumi.Output<string>;
  /** `targetgroup/<name>/<id>` */
  readonly arnSuffix: pulumi.Output<string>;
}

/** Makes a service's target group. */
export function makeTargetGroup(
  name: string,
  service: Service,
  vpcId: pulumi.Output<string>,
  options: pulumi.CustomResourceOptions,
): TargetGroup {
  const stickiness = planStickiness(service);
  return new aws.lb.TargetGroup(
    name,
    {
      name: targetGroupName(service),
      vpcId,
      targetType: targetTypeOf(service),
      protocol: "HTTP",
      ...(service.port === undefined ? {} : { port: service.port }),
      deregistrationDelay: service.route.deregistrationDelaySeconds,
      healthCheck: planHealthCheck(service),
      ...(stickiness === undefined ? {} : { stickiness }),
    },
    options,
  );
}

/**
 * Takes over a target group that exists and hangs on a listener already; its settings are its owner's.
 * @throws StrataError ENVIRONMENT_INVALID, in the outputs, where its target type does not fit the service's network mode
 */
export function adoptTargetGroup(service: Service, arn: string, options: pulumi.InvokeOptions): TargetGroup {
  const checked = aws.lb.getTargetGroupOutput({ arn }, options).apply(({ targetType }) => {
    checkTargetType(service, arn, targetType);
    return arn;
  });
  return { arn: checked, arnSuffix: checked.apply(targetGroupSuffix) };
}
