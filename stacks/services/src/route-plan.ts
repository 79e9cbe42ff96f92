import type * as aws from "@pulumi/aws";
import { physicalName, type Service } from "@strata/shared-config";

/** Characters of a target group's name. Source: Elastic Load Balancing API Reference, CreateTargetGroup. */
const TARGET_GROUP_NAME_LIMIT = 32;

/**
 * Name of a service's target group. The port is a part of it because another port makes another target group, which
 * comes to exist while the old one still has its name.
 */
export function targetGroupName({ name, port }: Pick<Service, "name" | "port">): string {
  return physicalName(`${name}-${port}`, TARGET_GROUP_NAME_LIMIT);
}

/** How the load balancer finds out which tasks are well. */
export function planHealthCheck({ route }: Pick<Service, "route">): aws.types.input.lb.TargetGroupHealthCheck {
  const { healthCheck } = route;
  return {
    enabled: true,
    protocol: "HTTP",
    port: "traffic-port",
    path: healthCheck.path,
    matcher: healthCheck.codes,
    interval: healthCheck.intervalSeconds,
    timeout: healthCheck.timeoutSeconds,
    healthyThreshold: healthCheck.healthyThreshold,
    unhealthyThreshold: healthCheck.unhealthyThreshold,
  };
}

/**
 * The address of a service: that of the load balancer or of the platform's first public name, and the part of the
 * path that the first of its patterns fixes.
 * @param paths patterns such as `/api/*`
 * @returns an address without a slash at its end
 */
export function serviceUrl(scheme: string, host: string, [first = "/*"]: readonly string[]): string {
  const fixed = first.replace(/[^/]*[*?].*$/, "");
  return `${scheme}://${host}${fixed.replace(/\/$/, "")}`;
}
