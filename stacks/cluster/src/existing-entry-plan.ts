import { type Environment, StrataError } from "@strata/shared-config";

type Existing = NonNullable<Environment["cluster"]["loadBalancer"]["existing"]>;

/** What AWS says of a load balancer. In a rehearsal it says nothing of one that nobody made. */
export interface FoundLoadBalancer {
  readonly loadBalancerType: string | undefined;
  readonly vpcId: string | undefined;
}

/**
 * Refuses an existing load balancer that the platform could not use: its targets lie in its own VPC, and its listener is
 * its own.
 * @param vpcId of the platform's network
 * @throws StrataError ENVIRONMENT_INVALID
 */
export function checkExisting(existing: Existing, found: FoundLoadBalancer, vpcId: string | undefined): void {
  const { arn, listenerArn } = existing;
  if (isKnown(found.loadBalancerType) && found.loadBalancerType !== "application") {
    throw unfit(arn, `is a ${found.loadBalancerType} load balancer, not an application load balancer`, "arn");
  }
  if (isKnown(found.vpcId) && vpcId !== undefined && found.vpcId !== vpcId) {
    throw unfit(arn, `lies in ${found.vpcId}, and the platform in ${vpcId}`, "arn");
  }
  if (listenerArn !== undefined && loadBalancerOf(listenerArn) !== arn) {
    throw unfit(arn, `does not have the listener ${listenerArn}`, "listenerArn");
  }
}

/** `app/<name>/<id>`: the dimension LoadBalancer of its metrics. Source: Elastic Load Balancing, "CloudWatch metrics". */
export function arnSuffix(arn: string): string {
  return arn.slice(arn.indexOf("loadbalancer/") + "loadbalancer/".length);
}

/**
 * The load balancer whose listener it is: the ARN of a listener is its load balancer's, and an id of its own.
 * Source: Service Authorization Reference, Elastic Load Balancing V2, resource types.
 */
function loadBalancerOf(listenerArn: string): string {
  return listenerArn.slice(0, listenerArn.lastIndexOf("/")).replace(":listener/", ":loadbalancer/");
}

function isKnown(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}

function unfit(arn: string, why: string, term: keyof Existing): StrataError {
  return new StrataError("ENVIRONMENT_INVALID", `the load balancer ${arn} ${why}`, {
    hint: `correct cluster.loadBalancer.existing.${term}`,
    fault: "user",
  });
}
