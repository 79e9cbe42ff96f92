import { describe, expect, it } from "vitest";
import { findNetwork, type NetworkLookup, type WayOut } from "../src/found-network.ts";

/** A VPC with a public and a private subnet, each with a route table of its own, and what a test changes in it. */
function account(tables: Readonly<Record<string, WayOut | "nowhere">>): NetworkLookup {
  return {
    cidrOf: async (vpcId) => (vpcId === "vpc-1" ? "10.4.0.0/16" : undefined),
    subnetsIn: async (_vpcId, ids) => ids.filter((id) => id !== "subnet-elsewhere"),
    zoneOf: async (_vpcId, id) => `zone of ${id}`,
    tablesOf: async (_vpcId, user, way) => {
      const name = user === "main" ? "main" : user.subnetId;
      const leads = tables[name];
      return leads === undefined || (way !== undefined && leads !== way) ? [] : [`rtb-${name}`];
    },
    groupsIn: async (_vpcId, ids) => ids,
  };
}

const existing = {
  vpcId: "vpc-1",
  publicSubnetIds: ["subnet-public"],
  privateSubnetIds: ["subnet-private", "subnet-elsewhere"],
  securityGroups: { loadBalancer: "sg-1" },
};

describe("findNetwork", () => {
  it("asks for the internet behind public subnets and for a NAT gateway behind private ones", async () => {
    const found = await findNetwork(account({ "subnet-public": "internet", "subnet-private": "nat" }), existing);
    expect(found).toEqual({
      vpcCidr: "10.4.0.0/16",
      public: [{ id: "subnet-public", zone: "zone of subnet-public", routed: true }],
      private: [{ id: "subnet-private", zone: "zone of subnet-private", routed: true }],
      securityGroupIds: ["sg-1"],
    });
    const crossed = await findNetwork(account({ "subnet-public": "nat", "subnet-private": "internet" }), existing);
    expect([...crossed.public, ...crossed.private].map(({ routed }) => routed)).toEqual([false, false]);
  });

  it("takes the main route table for a subnet that names none, and for no other", async () => {
    const main = await findNetwork(account({ "subnet-public": "internet", main: "nat" }), existing);
    expect(main.private).toMatchObject([{ routed: true }]);
    const own = await findNetwork(account({ "subnet-private": "nowhere", main: "nat" }), existing);
    expect(own.private).toMatchObject([{ routed: false }]);
  });

  it("asks no further where there is no such VPC", async () => {
    const found = await findNetwork(account({}), { ...existing, vpcId: "vpc-2" });
    expect(found).toEqual({ vpcCidr: undefined, public: [], private: [], securityGroupIds: [] });
  });
});
