import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOf, overlap, parseBlock } from "../src/components/vpc/blocks.ts";
import type { SubnetRequest } from "../src/components/vpc/subnet.ts";
import { checkNat, checkSubnets } from "../src/components/vpc/subnet-checks.ts";
import { planSubnets } from "../src/components/vpc/subnet-plan.ts";

const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
const request = (more: Partial<SubnetRequest>): SubnetRequest => ({
  name: "main",
  cidrBlock: "10.0.0.0/16",
  zones,
  strategy: "Auto",
  ...more,
});
const rows = (more: Partial<SubnetRequest>) => planSubnets(request(more)).map((row) => `${row.name} ${row.cidrBlock}`);

describe("the subnets of an awsx VPC", () => {
  it("are a private /19 and a public /20 a zone, when nothing is said (Legacy)", () => {
    expect(rows({ strategy: "Legacy" })).toEqual([
      "main-private-1 10.0.0.0/19",
      "main-private-2 10.0.64.0/19",
      "main-private-3 10.0.128.0/19",
      "main-public-1 10.0.32.0/20",
      "main-public-2 10.0.96.0/20",
      "main-public-3 10.0.160.0/20",
    ]);
  });

  it("come by type in each zone with Legacy, whatever the order of the specs", () => {
    expect(
      rows({
        strategy: "Legacy",
        zones: zones.slice(0, 1),
        specs: [{ type: "Isolated" }, { type: "Public" }, { type: "Private" }],
      }),
    ).toEqual(["main-private-1 10.0.0.0/19", "main-public-1 10.0.32.0/20", "main-isolated-1 10.0.48.0/24"]);
  });

  it("follow each other in the order of the specs with Auto", () => {
    const specs = [
      { type: "Public", cidrMask: 24 },
      { type: "Private", cidrMask: 20 },
      { type: "Isolated", name: "data", cidrMask: 24 },
    ] as const;
    expect(rows({ zones: zones.slice(0, 2), specs })).toEqual([
      "main-public-1 10.0.0.0/24",
      "main-private-1 10.0.16.0/20",
      "main-data-1 10.0.32.0/24",
      "main-public-2 10.0.128.0/24",
      "main-private-2 10.0.144.0/20",
      "main-data-2 10.0.160.0/24",
    ]);
  });

  it("are taken as they are when their blocks are given", () => {
    const specs = [{ type: "Public", cidrBlocks: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"] }] as const;
    expect(rows({ specs })).toEqual([
      "main-public-1 10.0.1.0/24",
      "main-public-2 10.0.2.0/24",
      "main-public-3 10.0.3.0/24",
    ]);
  });

  it.each<[string, Partial<SubnetRequest>, RegExp]>([
    ["that are too large", { specs: [{ type: "Public", cidrMask: 17 }] }, /too large/],
    [
      "whose blocks are not one a zone",
      { specs: [{ type: "Public", cidrBlocks: ["10.0.1.0/24"] }] },
      /1 CIDR blocks for 3 availability zones/,
    ],
    [
      "of which only some have blocks",
      { specs: [{ type: "Public", cidrBlocks: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"] }, { type: "Private" }] },
      /all must have them/,
    ],
    ["in a VPC too small for them", { cidrBlock: "10.0.0.0/26" }, /at least a \/26/],
    ["in a block that is none", { cidrBlock: "10.0.0.0" }, /not a valid IPv4 CIDR/],
  ])("%s are refused", (_what, more, message) => {
    expect(() => planSubnets(request(more))).toThrow(message);
  });

  it("may not overlap, nor with Exact leave gaps", () => {
    const overlapping = request({
      specs: [{ type: "Public", cidrBlocks: ["10.0.1.0/24", "10.0.1.0/25", "10.0.3.0/24"] }],
    });
    expect(() => checkSubnets(overlapping, planSubnets(overlapping))).toThrow(
      /main-public-1: 10\.0\.1\.0\/24\nmain-public-2/,
    );
    const gaps = request({
      strategy: "Exact",
      specs: [{ type: "Public", cidrBlocks: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"] }],
    });
    expect(() => checkSubnets(gaps, planSubnets(gaps))).toThrow(/There are gaps in the subnet ranges/);
    const halves = request({
      strategy: "Exact",
      zones: zones.slice(0, 2),
      specs: [{ type: "Public", cidrBlocks: ["10.0.0.0/17", "10.0.128.0/17"] }],
    });
    expect(() => checkSubnets(halves, planSubnets(halves))).not.toThrow();
  });

  it("need public and private ones for NAT gateways, and an address each", () => {
    const plan = planSubnets(request({ specs: [{ type: "Public" }, { type: "Private" }] }));
    expect(() => checkNat("OnePerAz", plan, 0, 3)).not.toThrow();
    expect(() => checkNat("OnePerAz", plan, 2, 3)).toThrow(
      /2 Elastic IPs were given, and NAT strategy OnePerAz takes 3/,
    );
    expect(() => checkNat("Single", plan.slice(0, 1), 0, 3)).toThrow(/need both private and public/);
    expect(() => checkNat("None", plan, 1, 3)).toThrow(/takes 0/);
  });

  it("lie within the VPC and apart, for any size, number of zones and of kinds", () => {
    const kinds = fc.array(fc.constantFrom("Public" as const, "Private" as const, "Isolated" as const), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 24 }), fc.integer({ min: 1, max: 4 }), kinds, (prefix, count, types) => {
        const asked = request({
          cidrBlock: `10.20.0.0/${prefix}`,
          zones: Array.from({ length: count }, (_none, index) => `z${index}`),
          specs: types.map((type, index) => ({ type, name: `n${index}` })),
        });
        const blocks = planSubnets(asked).map((row) => parseBlock(row.cidrBlock));
        const vpc = parseBlock(asked.cidrBlock);
        expect(blocks.every((block) => block.start >= vpc.start && endOf(block) <= endOf(vpc))).toBe(true);
        expect(blocks.some((one, at) => blocks.slice(at + 1).some((other) => overlap(one, other)))).toBe(false);
        expect(planSubnets(asked)).toEqual(planSubnets(asked));
      }),
    );
  });
});
