import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { required, type UpstreamOutputs } from "@strata/shared-config/layer";

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
  environment: Pick<Environment, "cluster">,
  cluster: Pick<UpstreamOutputs<"cluster">, Needed>,
): LoadBalancer | undefined {
  if (!environment.cluster.loadBalancer.enabled) return undefined;
  return {
    arn: required(cluster.loadBalancerArn, "cluster", "loadBalancerArn"),
    target: {
      dnsName: required(cluster.loadBalancerDnsName, "cluster", "loadBalancerDnsName"),
      zoneId: required(cluster.loadBalancerZoneId, "cluster", "loadBalancerZoneId"),
      dualStack: false,
      hasHealth: true,
    },
    scheme: required(cluster.listenerScheme, "cluster", "listenerScheme"),
  };
}
