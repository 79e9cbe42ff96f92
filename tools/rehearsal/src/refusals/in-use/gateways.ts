import { properties, text, texts } from "../../wire/values.ts";
import type { ApiError, Attempt } from "../attempt.ts";

const GATEWAY = "aws:ec2/internetGateway:InternetGateway";

/**
 * An internet gateway stays while its VPC has mapped public addresses: NAT gateways, load balancers that face the
 * internet, instances with an address. Nothing of them names the gateway, so the engine deletes both at a time, and the
 * provider waits for those of the same stack (terraform-provider-aws tries DetachInternetGateway again until its time is
 * over). Those of other stacks stay, and it is refused.
 * Source: Amazon EC2 API Reference, DetachInternetGateway and DependencyViolation.
 */
export function mappedAddresses({ facts, urn, inputs, account, id }: Attempt): ApiError | undefined {
  const vpcId = text(inputs.vpcId);
  if (facts.token !== GATEWAY || vpcId === undefined) return undefined;
  const subnets = account.saying(vpcId).filter(({ type }) => type === "aws:ec2/subnet:Subnet");
  const mapped = subnets
    .flatMap((subnet) => account.saying(subnet.id))
    .some(({ type, outputs, urn: user }) => {
      if (ownerOf(user) === ownerOf(urn)) return false;
      if (type.endsWith("/loadBalancer:LoadBalancer")) return outputs.internal !== true;
      if (type === "aws:ec2/natGateway:NatGateway") return outputs.connectivityType !== "private";
      if (type === "aws:ecs/service:Service") return properties(outputs.networkConfiguration).assignPublicIp === true;
      return type === "aws:ec2/instance:Instance" && texts([outputs.publicIp ?? null]).some((ip) => ip !== "");
    });
  return mapped
    ? {
        code: "DependencyViolation",
        message: `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway ${id}.`,
      }
    : undefined;
}

/** Stack and project of a URN. */
function ownerOf(urn: string): string {
  return urn.split("::").slice(0, 2).join("::");
}
