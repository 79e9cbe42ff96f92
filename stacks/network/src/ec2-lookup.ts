import * as aws from "@pulumi/aws";
import type { NetworkLookup, WayOut } from "./found-network.ts";

/** The filter on what a route leads to, and ids of the right kind. Source: Amazon EC2 API Reference, DescribeRouteTables. */
const WAYS: Readonly<Record<WayOut, Filter>> = {
  nat: filter("route.nat-gateway-id", "nat-*"),
  internet: filter("route.gateway-id", "igw-*"),
};

/**
 * Asks EC2, through data sources of the stack's provider. Lists are asked for by filters, since these answer with an
 * empty list for what does not exist, where a search for one thing fails with a text (source: Terraform AWS Provider
 * Version 4 Upgrade Guide, "Plural Data Source Behavior").
 *
 * EC2 holds each filter against all routes of a table: one that sends some other range to a NAT gateway, and the rest of
 * the world elsewhere, passes for one with a default route to it.
 */
export const ec2Lookup: NetworkLookup = {
  cidrOf: async (vpcId) => {
    const { ids } = await aws.ec2.getVpcs({ filters: [filter("vpc-id", vpcId)] });
    return ids.includes(vpcId) ? (await aws.ec2.getVpc({ id: vpcId })).cidrBlock : undefined;
  },
  subnetsIn: async (vpcId, ids) =>
    (await aws.ec2.getSubnets({ filters: [filter("vpc-id", vpcId), filter("subnet-id", ...ids)] })).ids,
  zoneOf: async (vpcId, id) => (await aws.ec2.getSubnet({ id, vpcId })).availabilityZone,
  tablesOf: async (vpcId, user, way) => {
    const used = user === "main" ? filter("association.main", "true") : filter("association.subnet-id", user.subnetId);
    const filters = way === undefined ? [used] : [used, ...defaultRoute(way)];
    return (await aws.ec2.getRouteTables({ vpcId, filters })).ids;
  },
  groupsIn: async (vpcId, ids) =>
    (await aws.ec2.getSecurityGroups({ filters: [filter("vpc-id", vpcId), filter("group-id", ...ids)] })).ids,
};

interface Filter {
  readonly name: string;
  readonly values: string[];
}

function defaultRoute(way: WayOut): Filter[] {
  return [filter("route.destination-cidr-block", "0.0.0.0/0"), WAYS[way]];
}

function filter(name: string, ...values: string[]): Filter {
  return { name, values };
}
