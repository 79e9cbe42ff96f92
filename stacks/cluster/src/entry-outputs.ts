import type { LayerOutputs } from "@strata/shared-config/layer";

/** What the layer promises of its load balancer, whoever made that. */
export type EntryOutputs = Pick<
  LayerOutputs<"cluster">,
  | "loadBalancerArn"
  | "loadBalancerArnSuffix"
  | "loadBalancerDnsName"
  | "loadBalancerZoneId"
  | "listenerArn"
  | "listenerArns"
  | "listenerScheme"
>;
