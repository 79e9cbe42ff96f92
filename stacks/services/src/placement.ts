import type * as pulumi from "@pulumi/pulumi";
import { type Environment, runsInPrivateSubnets, type Service } from "@strata/shared-config";
import { member, required, type UpstreamOutputs } from "@strata/shared-config/layer";

/** Where in the network a service's tasks run. */
export interface Placement {
  readonly subnetIds: pulumi.Output<string[]>;
  readonly securityGroupIds: pulumi.Output<string>[];
  readonly assignPublicIp: boolean;
}

/** What is used of the network layer's outputs. */
export type Networks = Pick<
  UpstreamOutputs<"network">,
  "publicSubnetIds" | "privateSubnetIds" | "serviceSecurityGroupIds"
>;

/**
 * Private subnets where there are some that lead out. Elsewhere a task runs in the public subnets and has an address of
 * its own, which only Fargate gives: a task on EC2 goes through its instance.
 * Source: Amazon ECS API Reference, AwsVpcConfiguration, assignPublicIp.
 * @throws StrataError CONTRACT_BROKEN, in the output, where the network layer has no security group of the service (yet)
 */
export function planPlacement(
  key: string,
  { capacity }: Pick<Service, "capacity">,
  { network }: Pick<Environment, "network">,
  outputs: Networks,
): Placement {
  const isPrivate = runsInPrivateSubnets(network);
  return {
    subnetIds: isPrivate ? outputs.privateSubnetIds : outputs.publicSubnetIds,
    securityGroupIds: [
      required(member(outputs.serviceSecurityGroupIds, key), "network", `security group of service ${key}`),
    ],
    assignPublicIp: !isPrivate && capacity !== "ec2",
  };
}
