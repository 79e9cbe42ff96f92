import { arn, type Place } from "../facts/arn.ts";
import { zonesOf } from "../facts/availability-zones.ts";
import { hex } from "../facts/hash.ts";
import { text, type Values } from "../wire/values.ts";
import { argument, type Call, filtersOf } from "./rule.ts";

// Every region has one, 172.31.0.0/16 with a subnet of /20 in each zone, open to the internet.
// Source: Amazon VPC User Guide, "Default VPCs".
const RANGE = "172.31.0.0/16";

/** The VPC that comes with the account, as `getVpc` gives it. */
export function defaultVpc({ place }: { readonly place: Place }): Values {
  const id = idOf("vpc", place);
  return {
    id,
    arn: arn(place, "ec2", `vpc/${id}`),
    cidrBlock: RANGE,
    default: true,
    ipv6AssociationId: "",
    state: "available",
    instanceTenancy: "default",
    enableDnsHostnames: true,
    enableDnsSupport: true,
    ownerId: place.account,
    mainRouteTableId: idOf("rtb", place),
    dhcpOptionsId: idOf("dopt", place),
    cidrBlockAssociations: [{ associationId: idOf("vpc-cidr-assoc", place), cidrBlock: RANGE, state: "associated" }],
  };
}

/** Its subnets, in the order of the zones. */
export function defaultSubnets({ place }: { readonly place: Place }): readonly Values[] {
  return zonesOf(place.region).map((zone, index) => {
    const id = idOf("subnet", place, zone.name);
    return {
      id,
      arn: arn(place, "ec2", `subnet/${id}`),
      vpcId: idOf("vpc", place),
      availabilityZone: zone.name,
      availabilityZoneId: zone.id,
      cidrBlock: `172.31.${index * 16}.0/20`,
      availableIpAddressCount: 4091,
      defaultForAz: true,
      mapPublicIpOnLaunch: true,
      ownerId: place.account,
      state: "available",
    };
  });
}

/** Whether a call is for the default VPC: by its id, or as the default one. */
export function asksForDefault(call: Call): boolean {
  const filters = filtersOf(call.args.filters);
  const marked = ["is-default", "isDefault"].some((name) => filters.get(name)?.includes("true") ?? false);
  const id = text(call.args.id) ?? filters.get("vpc-id")?.[0];
  return call.args.default === true || marked || id === idOf("vpc", call.place);
}

/** The default subnets that a call asks for: by id, VPC, zone, or as the default of its zone. None where it asks for others. */
export function askedDefaultSubnets(call: Call): readonly Values[] {
  const filters = filtersOf(call.args.filters);
  const wanted = (property: string, ...names: readonly string[]) => {
    const values = names.flatMap((name) => filters.get(name) ?? []);
    return values.length > 0 ? values : argument(call, property) === "" ? undefined : [argument(call, property)];
  };
  const vpcs = wanted("vpcId", "vpc-id", "vpcId");
  const ids = wanted("id", "subnet-id", "subnetId");
  const forZones = call.args.defaultForAz === true || wanted("", "default-for-az", "defaultForAz")?.includes("true");
  if (vpcs === undefined && ids === undefined && !forZones) return [];
  const tests: readonly (readonly [string, readonly string[] | undefined])[] = [
    ["vpcId", vpcs],
    ["id", ids],
    ["availabilityZone", wanted("availabilityZone", "availability-zone", "availabilityZone")],
    ["availabilityZoneId", wanted("availabilityZoneId", "availability-zone-id", "availabilityZoneId")],
    ["cidrBlock", wanted("cidrBlock", "cidr-block", "cidrBlock", "cidr")],
  ];
  return defaultSubnets(call).filter((subnet) =>
    tests.every(([property, values]) => values === undefined || values.includes(text(subnet[property]) ?? "")),
  );
}

function idOf(prefix: string, place: Place, zone = ""): string {
  return `${prefix}-0${hex(16, "default", prefix, place.account, place.region, zone)}`;
}
