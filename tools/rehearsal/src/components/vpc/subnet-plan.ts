import { Refusal } from "../../operations/cloud.ts";
import type { Values } from "../../wire/values.ts";
import { type Block, bitsFor, formatBlock, nextBlock, parseBlock, sizeOf } from "./blocks.ts";
import { legacyLayout } from "./legacy-layout.ts";

/** Kinds of subnets; an unused one is only a hole in the layout. */
export type SubnetType = "Public" | "Private" | "Isolated" | "Unused";

/** One kind of subnet that each zone gets. */
export interface SubnetSpec {
  readonly type: SubnetType;
  readonly name?: string;
  /** One block a zone. */
  readonly cidrBlocks?: readonly string[];
  readonly cidrMask?: number;
  readonly tags?: Values;
  readonly assignIpv6AddressOnCreation?: boolean;
}

/** What the layout follows from. */
export interface SubnetRequest {
  /** The component's name: subnets are called `<name>-<spec>-<number of the zone>`. */
  readonly name: string;
  readonly cidrBlock: string;
  readonly zones: readonly string[];
  /** The component's own layout, a private and a public subnet, when absent. */
  readonly specs?: readonly SubnetSpec[];
  readonly strategy: "Legacy" | "Auto" | "Exact";
  /** The prefix length of a zone's share. */
  readonly zoneMask?: number;
}

/** One subnet of the layout. */
export interface PlannedSubnet {
  readonly name: string;
  readonly type: SubnetType;
  readonly zone: string;
  /** From 1. */
  readonly zoneNumber: number;
  readonly cidrBlock: string;
  readonly spec: SubnetSpec;
}

/**
 * The subnets of a VPC: zone by zone, in the order of the specs. With explicit blocks they are taken as they are;
 * otherwise each zone gets an equal share of the VPC, and its subnets follow each other within it. "Legacy" orders
 * them by type instead (private, public, isolated).
 * @throws Refusal when they do not fit
 */
export function planSubnets(request: SubnetRequest): readonly PlannedSubnet[] {
  const { specs, strategy } = request;
  if (strategy === "Legacy" || (specs === undefined && strategy === "Exact")) return legacyLayout(request);
  return specs?.some((spec) => spec.cidrBlocks) ? explicitLayout(request, specs) : evenLayout(request);
}

function explicitLayout(request: SubnetRequest, specs: readonly SubnetSpec[]): readonly PlannedSubnet[] {
  const { zones } = request;
  for (const [index, { cidrBlocks }] of specs.entries()) {
    if (!cidrBlocks)
      throw new Refusal("Invalid subnet specifications: if one subnet spec has cidrBlocks, all must have them");
    if (cidrBlocks.length === zones.length) continue;
    throw new Refusal(
      `Invalid subnet specifications: subnetSpecs[${index}] has ${cidrBlocks.length} CIDR blocks for ${zones.length} availability zones`,
    );
  }
  return zones.flatMap((_zone, zone) =>
    specs.map((spec) => planned(request, spec, zone, parseBlock(spec.cidrBlocks?.[zone] ?? ""))),
  );
}

function evenLayout(request: SubnetRequest): readonly PlannedSubnet[] {
  const vpc = parseBlock(request.cidrBlock);
  const zonePrefix = request.zoneMask ?? vpc.prefix + bitsFor(request.zones.length);
  const specs = request.specs ?? defaultSpecs(zonePrefix);
  const usual = zonePrefix + bitsFor(specs.length);
  const needed = specs.reduce((sum, spec) => sum + sizeOf(spec.cidrMask ?? usual), 0);
  if (needed > sizeOf(zonePrefix)) {
    throw new Refusal(
      `Subnets are too large for the VPC: a zone has ${sizeOf(zonePrefix)} addresses, its subnets need ${needed}`,
    );
  }
  return request.zones.flatMap((_zone, zone) => {
    const share: Block = { start: vpc.start + zone * sizeOf(zonePrefix), prefix: zonePrefix };
    let previous: Block | undefined;
    return specs.map((spec) => {
      const prefix = spec.cidrMask ?? usual;
      previous = previous ? nextBlock(previous, prefix) : { start: share.start, prefix };
      return planned(request, spec, zone, previous);
    });
  });
}

/** A private half and a public quarter of each zone's share. */
function defaultSpecs(zonePrefix: number): readonly SubnetSpec[] {
  // AWS takes no subnet smaller than /28, and the public one is two bits smaller than the share.
  if (zonePrefix > 26)
    throw new Refusal(`Automatic subnets need at least a /26 for each zone, and only a /${zonePrefix} is there`);
  const share = Math.max(zonePrefix, 16);
  return [
    { type: "Private", cidrMask: share + 1 },
    { type: "Public", cidrMask: share + 2 },
  ];
}

/** One row of the layout, with its name. `zone` counts from 0. */
export function planned(request: SubnetRequest, spec: SubnetSpec, zone: number, block: Block): PlannedSubnet {
  return {
    name: `${request.name}-${spec.name ?? spec.type.toLowerCase()}-${zone + 1}`,
    type: spec.type,
    zone: request.zones[zone] ?? "",
    zoneNumber: zone + 1,
    cidrBlock: formatBlock(block),
    spec,
  };
}
