import { findRoot, loadEnvironment, StrataError } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { checkAdopted, type Wanted } from "../src/adopted-vpc.ts";
import type { FoundNetwork } from "../src/found-network.ts";

const environment = loadEnvironment(findRoot(import.meta.dirname) ?? "", "runlayer-enterprise");
const { existing } = environment.network;
if (existing === undefined) throw new TypeError("runlayer-enterprise adopts a network");
const wanted: Wanted = { ...environment, network: { ...environment.network, existing } };

const [publicA = "", publicB = "", publicC = ""] = existing.publicSubnetIds;
const [privateA = "", privateB = "", privateC = ""] = existing.privateSubnetIds;
const subnet = (id: string, letter: string) => ({ id, zone: `us-east-1${letter}`, routed: true });

/** Everything that runlayer-enterprise names, as it should be. */
const fit: FoundNetwork = {
  vpcCidr: "10.4.0.0/16",
  public: [subnet(publicA, "a"), subnet(publicB, "b"), subnet(publicC, "c")],
  private: [subnet(privateA, "c"), subnet(privateB, "a"), subnet(privateC, "b")],
  securityGroupIds: [],
};

function refusal(found: Partial<FoundNetwork>, of: Wanted = wanted): StrataError {
  try {
    checkAdopted({ ...fit, ...found }, of);
  } catch (error) {
    if (error instanceof StrataError) return error;
    throw error;
  }
  throw new Error("was not refused");
}

describe("checkAdopted", () => {
  it("RUN-003 SUNA-001 SUNA-002 SUNA-003 gives what was named, with the VPC's range and the private subnets' zones", () => {
    expect(checkAdopted(fit, wanted)).toEqual({
      vpcId: existing.vpcId,
      vpcCidr: "10.4.0.0/16",
      zones: ["us-east-1c", "us-east-1a", "us-east-1b"],
      publicSubnetIds: existing.publicSubnetIds,
      privateSubnetIds: existing.privateSubnetIds,
    });
  });

  it("refuses a VPC that is not there, and says no more", () => {
    const { code, message, hint } = refusal({ vpcCidr: undefined, public: [], private: [] });
    expect(code).toBe("NETWORK_UNFIT");
    expect(message.split("\n").slice(1)).toEqual([
      `  ${existing.vpcId}: there is no such VPC in us-east-1 for this account`,
    ]);
    expect(hint).toContain("network.existing of environments/runlayer-enterprise.yaml");
  });

  it("names a subnet that is not in the VPC", () => {
    const { message } = refusal({ public: fit.public.slice(1) });
    expect(message).toContain(`${publicA} (public): does not exist in ${existing.vpcId}`);
    expect(message).not.toContain("availability zones");
  });

  it("RUN-005 refuses subnets of either kind that reach fewer zones than the environment asks for", () => {
    const two = [subnet(privateA, "a"), subnet(privateB, "a"), subnet(privateC, "b")];
    expect(refusal({ private: two }).message).toContain("the private subnets reach 2 of 3 availability zones");
    expect(
      refusal({ public: two.map((one, index) => ({ ...one, id: existing.publicSubnetIds[index] ?? "" })) }).message,
    ).toContain("the public subnets reach 2 of 3 availability zones");
  });

  it("RUN-006 refuses a private subnet without a default route to a NAT gateway", () => {
    const private_ = fit.private.map((one) => (one.id === privateB ? { ...one, routed: false } : one));
    expect(refusal({ private: private_ }).message).toContain(
      `${privateB} (private, us-east-1a): its default route does not lead to a NAT gateway`,
    );
  });

  it("RUN-007 refuses a public subnet without a default route to an internet gateway", () => {
    const open = fit.public.map((one) => (one.id === publicC ? { ...one, routed: false } : one));
    expect(refusal({ public: open }).message).toContain(
      `${publicC} (public, us-east-1c): its default route does not lead to an internet gateway`,
    );
  });

  it("RUN-005 refuses two public subnets in one zone where a load balancer is made, and takes two private ones", () => {
    const further = { ...subnet("subnet-0123456789abcdef0", "a") };
    const four = {
      ...wanted,
      network: {
        ...wanted.network,
        existing: {
          ...existing,
          publicSubnetIds: [...existing.publicSubnetIds, further.id],
          privateSubnetIds: [...existing.privateSubnetIds, further.id],
        },
      },
    };
    const found = { ...fit, public: [...fit.public, further], private: [...fit.private, further] };
    expect(refusal(found, four).message.split("\n").slice(1)).toEqual([
      `  ${further.id} (public): us-east-1a has one already; the load balancer takes one subnet a zone`,
    ]);
    const { cluster } = loadEnvironment(findRoot(import.meta.dirname) ?? "", "suna-dev");
    expect(checkAdopted(found, { ...four, cluster }).zones).toHaveLength(4);
  });

  it("names a security group that is not in the VPC", () => {
    const grouped = { ...existing, securityGroups: { loadBalancer: "sg-0123456789", database: "sg-0123456780" } };
    const { message } = refusal(
      { securityGroupIds: ["sg-0123456789"] },
      { ...wanted, network: { ...wanted.network, existing: grouped } },
    );
    expect(message).toContain(`sg-0123456780 (security group, database): does not exist in ${existing.vpcId}`);
    expect(message).not.toContain("sg-0123456789 ");
  });

  it("says all that is wrong at once", () => {
    const broken = fit.private.map((one) => ({ ...one, routed: false, zone: "us-east-1a" }));
    expect(refusal({ public: [], private: broken }).message.split("\n")).toHaveLength(1 + 3 + 3 + 1);
  });
});
