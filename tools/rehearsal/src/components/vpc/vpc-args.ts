import { Refusal } from "../../operations/cloud.ts";
import { isList, properties, reveal, text, texts, UNKNOWN, type Value, type Values } from "../../wire/values.ts";
import type { SubnetRequest, SubnetSpec, SubnetType } from "./subnet.ts";
import type { NatStrategy } from "./subnet-checks.ts";

/** The inputs that decide what a VPC component consists of. They are plain values: the SDK takes no outputs for them. */
export interface VpcArgs {
  readonly cidrBlock: string;
  readonly zones: readonly string[] | undefined;
  readonly zoneCount: number;
  readonly strategy: SubnetRequest["strategy"];
  readonly zoneMask: number | undefined;
  readonly specs: readonly SubnetSpec[] | undefined;
  readonly nat: NatStrategy;
  /** Allocation ids of addresses for the NAT gateways, instead of new ones. */
  readonly addresses: readonly Value[];
  readonly endpoints: readonly Values[];
  /** What an endpoint's specification leaves out is filled in from the VPC. */
  readonly completesEndpoints: boolean;
  /** How the `Name` tag of a subnet and its route table ends. */
  readonly nameTags: "Legacy" | "AvailabilityZone";
  readonly tags: Values;
}

/** Reads the component's inputs. @throws Refusal for a combination that the real one refuses, or that is not simulated */
export function readVpcArgs(inputs: Values): VpcArgs {
  const zones = inputs.availabilityZoneNames === undefined ? undefined : texts(inputs.availabilityZoneNames);
  const count = number(inputs.numberOfAvailabilityZones);
  if (zones && count !== undefined) {
    throw new Refusal("Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified");
  }
  for (const input of ["ipv4IpamPoolId", "ipv4NetmaskLength"]) {
    if (inputs[input] !== undefined)
      throw new Refusal(`awsx:ec2:Vpc with ${input} cannot be rehearsed: addresses come from cidrBlock`);
  }
  const nat = properties(inputs.natGateways);
  return {
    cidrBlock: text(inputs.cidrBlock) ?? "10.0.0.0/16",
    zones,
    zoneCount: count ?? 3,
    strategy:
      oneOf(text(inputs.subnetStrategy), ["Legacy", "Auto", "AutoMerge", "Exact"], "subnetStrategy") ?? "Legacy",
    zoneMask: number(inputs.availabilityZoneCidrMask),
    specs: isList(inputs.subnetSpecs) ? inputs.subnetSpecs.map(readSpec) : undefined,
    nat: oneOf(text(nat.strategy), ["None", "Single", "OnePerAz"], "natGateways.strategy") ?? "OnePerAz",
    addresses: isList(nat.elasticIpAllocationIds) ? nat.elasticIpAllocationIds : [],
    endpoints: isList(inputs.vpcEndpointSpecs) ? inputs.vpcEndpointSpecs.map(properties) : [],
    completesEndpoints: oneOf(text(inputs.vpcEndpointStrategy), ["Legacy", "Auto"], "vpcEndpointStrategy") === "Auto",
    nameTags:
      oneOf(text(inputs.subnetNameTagStrategy), ["Legacy", "AvailabilityZone"], "subnetNameTagStrategy") ?? "Legacy",
    tags: readTags(inputs.tags),
  };
}

function readSpec(value: Value): SubnetSpec {
  const spec = properties(value);
  const type: SubnetType =
    oneOf(text(spec.type), ["Public", "Private", "Isolated", "Unused"], "subnetSpecs.type") ?? "Private";
  const size = number(spec.size);
  const mask = number(spec.cidrMask) ?? (size === undefined ? undefined : maskFor(size));
  if (mask !== undefined && size !== undefined && maskFor(size) !== mask) {
    throw new Refusal(
      `Invalid subnet specifications: Subnet size ${size} does not match the expected size for a /${mask} subnet (${2 ** (32 - mask)}).`,
    );
  }
  const name = text(spec.name);
  return {
    type,
    ...(name === undefined ? {} : { name }),
    ...(isList(spec.cidrBlocks) ? { cidrBlocks: texts(spec.cidrBlocks) } : {}),
    ...(mask === undefined ? {} : { cidrMask: mask }),
    ...(spec.tags === undefined ? {} : { tags: readTags(spec.tags) }),
    ...(spec.assignIpv6AddressOnCreation === true ? { assignIpv6AddressOnCreation: true } : {}),
  };
}

function maskFor(size: number): number {
  const mask = 32 - Math.log2(size);
  if (Number.isInteger(mask) && mask >= 0 && mask <= 30) return mask;
  throw new Refusal(`Invalid subnet specifications: the size ${size} is not a power of two`);
}

function readTags(value: Value | undefined): Values {
  const clear = reveal(value ?? {});
  if (clear === UNKNOWN) throw new Refusal("awsx:ec2:Vpc needs tags whose names are known in a preview");
  return properties(value);
}

function number(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function oneOf<Choice extends string>(
  value: string | undefined,
  choices: readonly Choice[],
  what: string,
): Choice | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (found) return found;
  throw new Refusal(`${what} "${value}" cannot be rehearsed; it can be ${choices.join(", ")}`);
}
