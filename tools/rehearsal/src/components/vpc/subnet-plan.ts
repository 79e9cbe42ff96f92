import { Refusal } from "../../operations/cloud.ts";
import { type Block, bitsFor, nextBlock, parseBlock, sizeOf } from "./blocks.ts";
import { legacyLayout } from "./legacy-layout.ts";
import { type PlannedSubnet, planned, type SubnetRequest, type SubnetSpec } from "./subnet.ts";

/**
 * The subnets of a VPC: zone by zone, in the order of the specs. With explicit blocks they are taken as they are;
 * otherwise each zone gets an equal share of the VPC, and its subnets follow each other within it. "Legacy" orders
 * them by type instead (private, public, isolated), "AutoMerge" starts from the component's own layout.
 * @throws Refusal when they do not fit
 */
export function planSubnets(request: SubnetRequest): readonly PlannedSubnet[] {
  const { specs, strategy } = request;
  if (strategy === "AutoMerge") return evenLayout(merged(request));
  if (strategy === "Legacy" || (specs === undefined && strategy === "Exact")) return legacyLayout(request);
  return specs?.some((spec) => spec.cidrBlocks) ? explicitLayout(request, specs) : evenLayout(request);
}

/**
 * The component's own layout, its subnets changed by the specs of their types; specs of other types come behind.
 * Source: github.com/pulumi/pulumi-awsx, pull request 1917.
 */
function merged(request: SubnetRequest): SubnetRequest {
  const specs = request.specs ?? [];
  if (specs.some((spec) => spec.cidrBlocks)) {
    throw new Refusal('Explicit cidrBlocks are not supported with subnetStrategy "AutoMerge"; use "Auto" or "Exact"');
  }
  const own = defaultSpecs(zonePrefixOf(request)).flatMap((usual) => {
    const wanted = specs.filter((spec) => spec.type === usual.type);
    return wanted.length === 0 ? [usual] : wanted.map((spec) => ({ ...usual, ...spec }));
  });
  return { ...request, specs: [...own, ...specs.filter((spec) => !own.some(({ type }) => type === spec.type))] };
}

function zonePrefixOf({ cidrBlock, zones, zoneMask }: SubnetRequest): number {
  return zoneMask ?? parseBlock(cidrBlock).prefix + bitsFor(zones.length);
}

function explicitLayout(request: SubnetRequest, specs: readonly SubnetSpec[]): readonly PlannedSubnet[] {
  const { zones } = request;
  for (const [index, { cidrBlocks, cidrMask }] of specs.entries()) {
    if (!cidrBlocks)
      throw new Refusal("Invalid subnet specifications: if one subnet spec has cidrBlocks, all must have them");
    if (cidrMask !== undefined && cidrBlocks.some((block) => parseBlock(block).prefix !== cidrMask)) {
      throw new Refusal(
        `Invalid subnet specifications: the cidrMask or size of subnetSpecs[${index}] must match all its cidrBlocks, or be left out`,
      );
    }
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
  const zonePrefix = zonePrefixOf(request);
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
