import type { Environment } from "@strata/shared-config";

export type Existing = NonNullable<Environment["network"]["existing"]>;

/** Where a subnet's default route has to lead: a private one's to a NAT gateway, a public one's to an internet gateway. */
export type WayOut = "nat" | "internet";

/** A subnet of the VPC. */
export interface FoundSubnet {
  readonly id: string;
  readonly zone: string;
  /** Whether its default route leads where it has to. */
  readonly routed: boolean;
}

/** What of an existing network is really there. What is missing in a list does not exist, or lies elsewhere. */
export interface FoundNetwork {
  /** Undefined where there is no such VPC: then all else is empty. */
  readonly vpcCidr: string | undefined;
  readonly public: readonly FoundSubnet[];
  readonly private: readonly FoundSubnet[];
  /** Those of the named security groups that lie in the VPC. */
  readonly securityGroupIds: readonly string[];
}

/** The questions that adoption asks of EC2. */
export interface NetworkLookup {
  /** A VPC's first range; undefined where there is no such VPC. */
  readonly cidrOf: (vpcId: string) => Promise<string | undefined>;
  /** Those of the subnets that lie in the VPC. */
  readonly subnetsIn: (vpcId: string, ids: readonly string[]) => Promise<readonly string[]>;
  /** A subnet's availability zone. */
  readonly zoneOf: (vpcId: string, subnetId: string) => Promise<string>;
  /** The route tables that a subnet names, or the VPC's main one: only such with a default route there, if a way is given. */
  readonly tablesOf: (
    vpcId: string,
    user: { readonly subnetId: string } | "main",
    way?: WayOut,
  ) => Promise<readonly string[]>;
  /** Those of the security groups that lie in the VPC. */
  readonly groupsIn: (vpcId: string, ids: readonly string[]) => Promise<readonly string[]>;
}

/** Asks for all that an environment wants to adopt. */
export async function findNetwork(lookup: NetworkLookup, existing: Existing): Promise<FoundNetwork> {
  const { vpcId, publicSubnetIds, privateSubnetIds } = existing;
  const vpcCidr = await lookup.cidrOf(vpcId);
  if (vpcCidr === undefined) return { vpcCidr, public: [], private: [], securityGroupIds: [] };
  const there = new Set(await lookup.subnetsIn(vpcId, [...new Set([...publicSubnetIds, ...privateSubnetIds])]));
  const find = (ids: readonly string[], way: WayOut) =>
    Promise.all(
      ids
        .filter((id) => there.has(id))
        .map(async (id) => {
          const [zone, routed] = await Promise.all([lookup.zoneOf(vpcId, id), leadsOut(lookup, vpcId, id, way)]);
          return { id, zone, routed };
        }),
    );
  const groups = Object.values(existing.securityGroups).filter((id) => id !== undefined);
  const [publicSubnets, privateSubnets, securityGroupIds] = await Promise.all([
    find(publicSubnetIds, "internet"),
    find(privateSubnetIds, "nat"),
    groups.length === 0 ? [] : lookup.groupsIn(vpcId, groups),
  ]);
  return { vpcCidr, public: publicSubnets, private: privateSubnets, securityGroupIds };
}

/**
 * Whether a subnet's default route leads there. One that names no route table uses the VPC's main one (source: Amazon VPC
 * User Guide, "Subnet route tables").
 */
async function leadsOut(lookup: NetworkLookup, vpcId: string, subnetId: string, way: WayOut): Promise<boolean> {
  if ((await lookup.tablesOf(vpcId, { subnetId }, way)).length > 0) return true;
  const own = await lookup.tablesOf(vpcId, { subnetId });
  return own.length === 0 && (await lookup.tablesOf(vpcId, "main", way)).length > 0;
}
