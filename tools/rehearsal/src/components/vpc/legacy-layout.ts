import { type Block, bitsFor, nextBlock, overlap, parseBlock, sizeOf } from "./blocks.ts";
import { type PlannedSubnet, planned, type SubnetRequest, type SubnetSpec } from "./subnet.ts";

/** Order of the types in a zone, and the largest block that each gets by itself. */
const TYPES = [
  { type: "Private", largest: 19 },
  { type: "Public", largest: 20 },
  { type: "Isolated", largest: 24 },
] as const;

/** The layout of the first versions of awsx, which is still its default: within a zone private, public, isolated. */
export function legacyLayout(request: SubnetRequest): readonly PlannedSubnet[] {
  const vpc = parseBlock(request.cidrBlock);
  const prefix = vpc.prefix + bitsFor(request.zones.length);
  const shares = request.zones.map((_zone, zone) => ({ start: vpc.start + zone * sizeOf(prefix), prefix }));
  const { specs } = request;
  if (!specs) return withoutSpecs(request, shares);
  return shares.flatMap((share, zone) => layOut(request, specs, share, zone));
}

/** Half of each share is private, the next quarter public. The real one lists all private subnets first. */
function withoutSpecs(request: SubnetRequest, shares: readonly Block[]): readonly PlannedSubnet[] {
  const halves = shares.map(({ start, prefix }) => ({ start, prefix: prefix + 1 }));
  return [
    ...halves.map((half, zone) => planned(request, { type: "Private" }, zone, half)),
    ...halves.map((half, zone) => planned(request, { type: "Public" }, zone, nextBlock(half, half.prefix + 1))),
  ];
}

function layOut(request: SubnetRequest, specs: readonly SubnetSpec[], share: Block, zone: number): PlannedSubnet[] {
  const bits = specs.length === 1 ? 0 : 1;
  const rows: PlannedSubnet[] = [];
  let previous: Block | undefined;
  for (const { type, largest } of TYPES) {
    // The first of a type begins right behind the last of the type before it, as if that had the same size.
    const base: number = previous ? previous.start + sizeOf(previous.prefix) : share.start;
    for (const [index, spec] of specs.filter((one) => one.type === type).entries()) {
      const prefix = spec.cidrMask ?? Math.max(share.prefix + bits, largest);
      const wanted: Block = { start: base + index * sizeOf(prefix), prefix };
      previous = previous && overlap(previous, wanted) ? nextBlock(previous, prefix) : wanted;
      rows.push(planned(request, spec, zone, previous));
    }
  }
  return rows;
}
