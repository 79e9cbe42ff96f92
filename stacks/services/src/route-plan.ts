import type * as aws from "@pulumi/aws";
import { physicalName, type Service, StrataError } from "@strata/shared-config";
import { networkModeOf } from "./capacity-plan.ts";

/** Characters of a target group's name. Source: Elastic Load Balancing API Reference, CreateTargetGroup. */
const TARGET_GROUP_NAME_LIMIT = 32;

/**
 * Name of a service's target group. The port is a part of it because another port makes another target group, which
 * comes to exist while the old one still has its name.
 */
export function targetGroupName({ family, port }: Pick<Service, "family" | "port">): string {
  return physicalName(`${family}-${port}`, TARGET_GROUP_NAME_LIMIT);
}

/**
 * What the members of a service's target group are: its tasks' own addresses, or instances and their ports.
 * Source: Amazon ECS Developer Guide, "Use an Application Load Balancer for Amazon ECS".
 */
export function targetTypeOf(service: Pick<Service, "capacity" | "ec2">): "ip" | "instance" {
  return networkModeOf(service) === "awsvpc" ? "ip" : "instance";
}

/**
 * Holds a target group that exists against the service whose tasks are to be its members.
 * @throws StrataError ENVIRONMENT_INVALID where it takes other members than the service has
 */
export function checkTargetType(service: Pick<Service, "name" | "capacity" | "ec2">, arn: string, found: string): void {
  const wanted = targetTypeOf(service);
  if (found === wanted) return;
  const mode = networkModeOf(service);
  throw new StrataError(
    "ENVIRONMENT_INVALID",
    `the target group of ${service.name} has the target type ${found}; tasks with the network mode ${mode} need ${wanted} (${arn})`,
    {
      hint:
        found === "instance"
          ? "name a target group with the target type ip, or run the service with capacity: ec2 and ec2.networkMode: bridge"
          : `name a target group with the target type ${wanted}${found === "ip" ? ", or set ec2.networkMode: awsvpc" : ""}`,
      fault: "user",
    },
  );
}

/** `targetgroup/<name>/<id>`, cut out of a target group's ARN: the dimension TargetGroup of its metrics. */
export function targetGroupSuffix(arn: string): string {
  return arn.split(":").at(-1) ?? "";
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

/** How a client comes back to the same task: by a cookie of the load balancer's. Undefined where it need not. */
export function planStickiness({
  route,
}: Pick<Service, "route">): aws.types.input.lb.TargetGroupStickiness | undefined {
  const { stickySeconds } = route;
  return stickySeconds === undefined ? undefined : { type: "lb_cookie", enabled: true, cookieDuration: stickySeconds };
}

/** Which requests the rule of a service takes: those for its hosts, where it names some, on its paths. */
export function planConditions({ route }: Pick<Service, "route">): aws.types.input.lb.ListenerRuleCondition[] {
  const { hosts, paths } = route;
  return [
    ...(hosts.length === 0 ? [] : [{ hostHeader: { values: [...hosts] } }]),
    { pathPattern: { values: [...paths] } },
  ];
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
