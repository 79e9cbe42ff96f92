import ipaddr from "ipaddr.js";
import { Refusal } from "../../operations/cloud.ts";

/** A range of IPv4 addresses: the number of its first address, and its prefix length. */
export interface Block {
  readonly start: number;
  readonly prefix: number;
}

/** Reads `10.0.0.0/16`. @throws Refusal for another text */
export function parseBlock(cidr: string): Block {
  if (!ipaddr.IPv4.isValidCIDR(cidr)) throw new Refusal(`${cidr} is not a valid IPv4 CIDR block`);
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  return { start: address.toByteArray().reduce((number, byte) => number * 256 + byte, 0), prefix };
}

/** Writes a block as `10.0.0.0/16`. */
export function formatBlock({ start, prefix }: Block): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${bytes.join(".")}/${prefix}`;
}

/** The number of addresses in a block. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** The last address. */
export function endOf({ start, prefix }: Block): number {
  return alignDown(start, prefix) + sizeOf(prefix) - 1;
}

/** The first block of a prefix length that lies wholly behind another block. */
export function nextBlock(previous: Block, prefix: number): Block {
  return { start: alignDown(endOf(previous), prefix) + sizeOf(prefix), prefix };
}

/** Whether two blocks share an address. */
export function overlap(one: Block, other: Block): boolean {
  return alignDown(one.start, one.prefix) <= endOf(other) && alignDown(other.start, other.prefix) <= endOf(one);
}

/** How many bits tell so many things apart. */
export function bitsFor(count: number): number {
  return count <= 1 ? 0 : Math.ceil(Math.log2(count));
}

function alignDown(address: number, prefix: number): number {
  return address - (address % sizeOf(prefix));
}
