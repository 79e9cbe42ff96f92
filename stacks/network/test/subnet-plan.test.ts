import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { planSubnets } from "../src/subnet-plan.ts";

function range(cidr: string): { readonly first: number; readonly last: number } {
  const number = (address: ipaddr.IPv4) => address.toByteArray().reduce((value, byte) => value * 256 + byte, 0);
  const first = number(ipaddr.IPv4.networkAddressFromCIDR(cidr));
  return { first, last: number(ipaddr.IPv4.broadcastAddressFromCIDR(cidr)) };
}

const vpc = fc
  .record({
    a: fc.integer({ min: 0, max: 255 }),
    b: fc.integer({ min: 0, max: 255 }),
    prefix: fc.integer({ min: 16, max: 24 }),
  })
  .map(({ a, b, prefix }) => {
    const cidr = `10.${a}.${b}.0/${prefix}`;
    return `${ipaddr.IPv4.networkAddressFromCIDR(cidr)}/${prefix}`;
  });
const zones = fc.integer({ min: 2, max: 4 });

describe("planSubnets", () => {
  it("gives one subnet a zone and kind, all inside the VPC, none overlapping, each at least a /27, always the same", () => {
    fc.assert(
      fc.property(vpc, zones, (cidr, count) => {
        const plan = planSubnets(cidr, count);
        const blocks = [...plan.public, ...plan.private];
        expect(plan.public).toHaveLength(count);
        expect(plan.private).toHaveLength(count);
        const ranges = blocks.map(range).sort((a, b) => a.first - b.first);
        const whole = range(cidr);
        for (const [index, { first, last }] of ranges.entries()) {
          expect(first).toBeGreaterThanOrEqual(whole.first);
          expect(last).toBeLessThanOrEqual(whole.last);
          expect(first).toBeGreaterThan(ranges[index - 1]?.last ?? -1);
          expect(last - first + 1).toBeGreaterThanOrEqual(32);
        }
        expect(planSubnets(cidr, count)).toEqual(plan);
      }),
    );
  });

  it("cuts a /16 for two zones into four /18", () => {
    expect(planSubnets("10.0.0.0/16", 2)).toEqual({
      public: ["10.0.0.0/18", "10.0.64.0/18"],
      private: ["10.0.128.0/18", "10.0.192.0/18"],
    });
  });
});
