import ipaddr from "ipaddr.js";

/** The subnets of a VPC, one a zone and kind, in the order of the zones. */
export interface SubnetPlan {
  readonly public: readonly string[];
  readonly private: readonly string[];
}

/**
 * Cuts a VPC's range into equal blocks: the public subnets first, then the private ones. There are as many blocks as
 * the next power of two above twice the zones, so that the plan fills at most the range; the rest stays free.
 * @param cidr of the VPC, /16 to /24
 * @param zones number of availability zones, 2 to 4
 */
export function planSubnets(cidr: string, zones: number): SubnetPlan {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const first = address.toByteArray().reduce((value, byte) => value * 256 + byte, 0);
  const bits = Math.ceil(Math.log2(2 * zones));
  const size = 2 ** (32 - prefix - bits);
  const block = (index: number) => `${dotted(first + index * size)}/${prefix + bits}`;
  const blocks = Array.from({ length: 2 * zones }, (_, index) => block(index));
  return { public: blocks.slice(0, zones), private: blocks.slice(zones) };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
