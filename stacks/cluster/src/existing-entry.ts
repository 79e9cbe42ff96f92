import * as aws from "@pulumi/aws";
import { type Environment, StrataError } from "@strata/shared-config";
import type { EntryOutputs } from "./entry-outputs.ts";
import { arnSuffix, checkExisting } from "./existing-entry-plan.ts";

/**
 * A load balancer that exists already as the way in, looked up and checked before anything is made. It stays its
 * owner's: neither it nor a listener comes into the stack.
 * @returns undefined where the environment has none of the kind
 * @throws StrataError ENVIRONMENT_INVALID where it does not exist, or does not fit the environment
 */
export async function adoptEntry({ cluster, network }: Environment): Promise<EntryOutputs | undefined> {
  const { enabled, existing } = cluster.loadBalancer;
  if (!enabled || existing === undefined) return undefined;
  const { listenerArn, scheme } = existing;
  const found = await aws.lb.getLoadBalancer({ arn: existing.arn }).catch((cause: unknown) => {
    throw notFound("load balancer", existing.arn, cause);
  });
  checkExisting(existing, found, network.existing?.vpcId);
  if (listenerArn !== undefined) {
    await aws.lb.getListener({ arn: listenerArn }).catch((cause: unknown) => {
      throw notFound("listener", listenerArn, cause);
    });
  }
  return {
    loadBalancerArn: existing.arn,
    loadBalancerArnSuffix: arnSuffix(existing.arn),
    loadBalancerDnsName: existing.dnsName ?? found.dnsName,
    loadBalancerZoneId: found.zoneId,
    listenerScheme: scheme,
    ...(listenerArn === undefined ? {} : { listenerArn, listenerArns: { [scheme]: listenerArn } }),
  };
}

function notFound(what: "load balancer" | "listener", arn: string, cause: unknown): StrataError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const [verb, setting] =
    what === "listener"
      ? ["describe-listeners --listener-arns", "listenerArn"]
      : ["describe-load-balancers --load-balancer-arns", "arn"];
  return new StrataError("ENVIRONMENT_INVALID", `the ${what} ${arn} cannot be looked up: ${why}`, {
    hint: `aws elbv2 ${verb} ${arn}, and correct cluster.loadBalancer.existing.${setting}`,
    fault: "user",
    cause,
  });
}
