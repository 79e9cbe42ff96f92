import { type Environment, StrataError } from "@strata/shared-config";
import { ec2Lookup } from "./ec2-lookup.ts";
import { type Existing, type FoundNetwork, type FoundSubnet, findNetwork, type WayOut } from "./found-network.ts";

/** An existing network that is fit for the platform. Zones are those of the private subnets, in their order. */
export interface AdoptedVpc {
  readonly vpcId: string;
  readonly vpcCidr: string;
  readonly zones: string[];
  readonly publicSubnetIds: string[];
  readonly privateSubnetIds: string[];
}

/** What an existing network has to be fit for. */
export type Wanted = Pick<Environment, "name" | "aws" | "cluster"> & {
  readonly network: Pick<Environment["network"], "zones"> & { readonly existing: Existing };
};

/**
 * Looks up the network that an environment adopts and says whether it is fit, before anything is made in it.
 * @throws StrataError NETWORK_UNFIT, see {@link checkAdopted}
 */
export async function adoptVpc(environment: Environment, existing: Existing, lookup = ec2Lookup): Promise<AdoptedVpc> {
  const network = { ...environment.network, existing };
  return checkAdopted(await findNetwork(lookup, existing), { ...environment, network });
}

const WAYS: Readonly<Record<WayOut, string>> = {
  nat: "a NAT gateway, which takes tasks to the APIs and images that they need",
  internet: "an internet gateway, which brings the public to the load balancer",
};

/**
 * Holds what was found against what an environment wants of it: a VPC with all the subnets and security groups that are
 * named; subnets of either kind in as many availability zones as network.zones says; a way out of each. A load balancer
 * that is made in it wants each public subnet in a zone of its own (source: Elastic Load Balancing API Reference,
 * CreateLoadBalancer, Subnets).
 * @throws StrataError NETWORK_UNFIT with a line for each thing that is not so
 */
export function checkAdopted(found: FoundNetwork, wanted: Wanted): AdoptedVpc {
  const { existing } = wanted.network;
  const { vpcId } = existing;
  const region = wanted.aws.region;
  if (found.vpcCidr === undefined)
    throw unfit(wanted, [`${vpcId}: there is no such VPC in ${region} for this account`]);

  const groups = Object.entries(existing.securityGroups).filter(
    ([, id]) => id !== undefined && !found.securityGroupIds.includes(id),
  );
  const problems = [
    ...checkSubnets("public", "internet", found.public, wanted),
    ...checkSubnets("private", "nat", found.private, wanted),
    ...groups.map(([party, id]) => `${id} (security group, ${party}): does not exist in ${vpcId}`),
  ];
  if (problems.length > 0) throw unfit(wanted, problems);
  return {
    vpcId,
    vpcCidr: found.vpcCidr,
    zones: found.private.map(({ zone }) => zone),
    publicSubnetIds: [...existing.publicSubnetIds],
    privateSubnetIds: [...existing.privateSubnetIds],
  };
}

function checkSubnets(
  kind: "public" | "private",
  way: WayOut,
  subnets: readonly FoundSubnet[],
  { network, cluster }: Wanted,
): string[] {
  const { vpcId, [`${kind}SubnetIds` as const]: ids } = network.existing;
  const missing = ids.filter((id) => !subnets.some((subnet) => subnet.id === id));
  const problems = [
    ...missing.map((id) => `${id} (${kind}): does not exist in ${vpcId}; wanted is a subnet of that VPC`),
    ...subnets
      .filter(({ routed }) => !routed)
      .map(({ id, zone }) => `${id} (${kind}, ${zone}): its default route does not lead to ${WAYS[way]}`),
  ];
  if (missing.length > 0) return problems;

  const zones = [...new Set(subnets.map(({ zone }) => zone))];
  if (zones.length < network.zones) {
    const where = subnets.map(({ id, zone }) => `${id} in ${zone}`).join(", ");
    problems.push(`the ${kind} subnets reach ${zones.length} of ${network.zones} availability zones: ${where}`);
  }
  const made = cluster.loadBalancer.enabled && cluster.loadBalancer.existing === undefined;
  if (kind === "public" && made && zones.length < subnets.length) {
    const doubled = subnets.filter(({ zone }, index) => subnets.findIndex((other) => other.zone === zone) !== index);
    problems.push(
      ...doubled.map(
        ({ id, zone }) => `${id} (public): ${zone} has one already; the load balancer takes one subnet a zone`,
      ),
    );
  }
  return problems;
}

function unfit({ name }: Wanted, problems: readonly string[]): StrataError {
  const lines = problems.map((problem) => `  ${problem}`).join("\n");
  return new StrataError("NETWORK_UNFIT", `the network that ${name} adopts is not fit for it\n${lines}`, {
    hint: `correct that network with its owner, or name others in network.existing of environments/${name}.yaml`,
    fault: "environment",
  });
}
