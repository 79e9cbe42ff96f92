import type { Values } from "../../wire/values.ts";
import { type Block, formatBlock } from "./blocks.ts";

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
  readonly strategy: "Legacy" | "Auto" | "AutoMerge" | "Exact";
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

/** The name that a subnet and its route table carry as a tag: numbered, or with the end of the zone's name (`1a`). */
export function nameTag({ name, zone, zoneNumber }: PlannedSubnet, strategy: "Legacy" | "AvailabilityZone"): string {
  if (strategy === "Legacy") return name;
  return `${name.slice(0, -`${zoneNumber}`.length)}${zone.replace(/^[a-z]{2}(?:-[a-z]+)+-/, "")}`;
}
