import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";

/** Where in the network tasks run. */
export interface Placement {
  readonly subnetIds: pulumi.Output<string[]>;
  readonly securityGroupIds: pulumi.Output<string>[];
  readonly assignPublicIp: boolean;
}

/** What is used of the network layer's outputs. */
export interface Networks<Ids, Id> {
  readonly publicSubnetIds: Ids;
  readonly privateSubnetIds: Ids;
  readonly serviceSecurityGroupId: Id;
}

/**
 * Private subnets, where a NAT gateway takes tasks to the APIs that they call. Where there is none a task needs an
 * address of its own to pull so much as its image: then it runs in the public subnets and has one.
 */
export function planPlacement(
  { network }: Pick<Environment, "network">,
  outputs: Networks<pulumi.Output<string[]>, pulumi.Output<string>>,
): Placement {
  const assignPublicIp = network.nat === "none";
  return {
    subnetIds: assignPublicIp ? outputs.publicSubnetIds : outputs.privateSubnetIds,
    securityGroupIds: [outputs.serviceSecurityGroupId],
    assignPublicIp,
  };
}
