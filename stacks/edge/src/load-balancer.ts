import type * as pulumi from "@pulumi/pulumi";
import { type Environment, StrataError } from "@strata/shared-config";
import type { UpstreamOutputs } from "@strata/shared-config/layer";

/** Where a public name points to. */
export interface Target {
  readonly dnsName: pulumi.Output<string>;
  /** Route 53's own zone of the target: what an alias record asks for. */
  readonly zoneId: pulumi.Output<string>;
  /** The target has IPv6 addresses too. */
  readonly dualStack: boolean;
  /** An alias answers only while the target is healthy; CloudFront has no such health. */
  readonly hasHealth: boolean;
}

/** The load balancer, as the cluster promises it. */
export interface LoadBalancer {
  readonly arn: pulumi.Output<string>;
  readonly target: Target;
  readonly scheme: pulumi.Output<"http" | "https">;
}

type Needed = "loadBalancerArn" | "loadBalancerDnsName" | "loadBalancerZoneId" | "listenerScheme";

/**
 * The load balancer of an environment that has one, else undefined.
 * @throws StrataError CONTRACT_BROKEN, when its values are known, where the cluster was deployed without one
 */
export function readLoadBalancer(
  environment: Pick<Environment, "name" | "cluster">,
  cluster: Pick<UpstreamOutputs<"cluster">, Needed>,
): LoadBalancer | undefined {
  if (!environment.cluster.loadBalancer.enabled) return undefined;
  const required = <Value>(key: Needed, output: pulumi.Output<Value | undefined>) =>
    output.apply((value) => present(value, environment.name, key));
  return {
    arn: required("loadBalancerArn", cluster.loadBalancerArn),
    target: {
      dnsName: required("loadBalancerDnsName", cluster.loadBalancerDnsName),
      zoneId: required("loadBalancerZoneId", cluster.loadBalancerZoneId),
      dualStack: false,
      hasHealth: true,
    },
    scheme: required("listenerScheme", cluster.listenerScheme),
  };
}

/**
 * The value that cluster should have put out.
 * @param key its name in the contract
 * @throws StrataError CONTRACT_BROKEN where it is missing
 */
export function present<Value>(value: Value | undefined, environment: string, key: string): Value {
  if (value !== undefined) return value;
  throw new StrataError("CONTRACT_BROKEN", `cluster of ${environment} has no ${key}, which edge needs`, {
    hint: `nx deploy cluster -c ${environment}`,
    fault: "environment",
  });
}
