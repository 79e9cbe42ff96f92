import type { Values } from "../../wire/values.ts";
import type { ComponentContext } from "../component.ts";
import { output, type Registered } from "../monitor.ts";
import { nameTag, type PlannedSubnet, type SubnetType } from "./subnet.ts";
import type { VpcArgs } from "./vpc-args.ts";

/** What the subnets hang on. */
export interface SubnetGround {
  readonly vpc: Registered;
  readonly gateway: Registered;
  readonly plan: readonly PlannedSubnet[];
  readonly zones: readonly string[];
  readonly args: VpcArgs;
  readonly tags: Values;
  readonly inRegion: Values;
}

/** Everything that was made for the subnets, in the order in which it was made. */
export interface VpcParts {
  readonly subnets: { readonly row: PlannedSubnet; readonly subnet: Registered }[];
  readonly routeTables: Registered[];
  readonly associations: Registered[];
  readonly routes: Registered[];
  readonly natGateways: Registered[];
  readonly addresses: Registered[];
}

/** In each zone public subnets come first: the others' routes lead to the NAT gateways in them. */
const ORDER: readonly SubnetType[] = ["Public", "Private", "Isolated"];

/** Makes the subnets zone by zone, each with a route table, its association and its route to the internet. */
export async function subnetRows(context: ComponentContext, ground: SubnetGround): Promise<VpcParts> {
  const parts: VpcParts = {
    subnets: [],
    routeTables: [],
    associations: [],
    routes: [],
    natGateways: [],
    addresses: [],
  };
  for (const [index] of ground.zones.entries()) {
    const rows = ground.plan.filter((row) => row.zoneNumber === index + 1);
    for (const row of ORDER.flatMap((type) => rows.filter((one) => one.type === type))) {
      await subnetRow(context, ground, row, parts);
    }
  }
  return parts;
}

async function subnetRow(
  context: ComponentContext,
  ground: SubnetGround,
  row: PlannedSubnet,
  parts: VpcParts,
): Promise<void> {
  const { vpc, tags, inRegion } = ground;
  const own = { Name: nameTag(row, ground.args.nameTags), SubnetType: row.type };
  const subnet = await context.child(
    "aws:ec2/subnet:Subnet",
    row.name,
    {
      ...inRegion,
      vpcId: vpc.id,
      availabilityZone: row.zone,
      mapPublicIpOnLaunch: row.type === "Public",
      cidrBlock: row.cidrBlock,
      ...(row.spec.assignIpv6AddressOnCreation ? { assignIpv6AddressOnCreation: true } : {}),
      tags: { ...tags, ...row.spec.tags, ...own },
    },
    { parent: vpc, dependsOn: [vpc], uses: { vpcId: [vpc] } },
  );
  parts.subnets.push({ row, subnet });
  const table = await context.child(
    "aws:ec2/routeTable:RouteTable",
    row.name,
    { ...inRegion, vpcId: vpc.id, tags: { ...tags, ...own } },
    { parent: subnet, dependsOn: [subnet], uses: { vpcId: [vpc] } },
  );
  parts.routeTables.push(table);
  const association = await context.child(
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    row.name,
    { ...inRegion, routeTableId: table.id, subnetId: subnet.id },
    { parent: table, dependsOn: [table], uses: { routeTableId: [table], subnetId: [subnet] } },
  );
  parts.associations.push(association);
  if (row.type === "Public") await natGateway(context, ground, row, subnet, parts);
  await route(context, ground, row, table, parts);
}

async function natGateway(
  context: ComponentContext,
  ground: SubnetGround,
  row: PlannedSubnet,
  subnet: Registered,
  parts: VpcParts,
): Promise<void> {
  const { args, inRegion } = ground;
  const wanted = { None: 0, Single: 1, OnePerAz: row.zoneNumber }[args.nat];
  if (parts.natGateways.length >= wanted) return;
  const name = `${context.name}-${row.zoneNumber}`;
  const tags = { ...args.tags, Name: name };
  const below = { parent: subnet, dependsOn: [subnet] };
  const given = args.addresses[parts.natGateways.length];
  const address =
    given === undefined ? await context.child("aws:ec2/eip:Eip", name, { ...inRegion, tags }, below) : undefined;
  if (address) parts.addresses.push(address);
  const gateway = await context.child(
    "aws:ec2/natGateway:NatGateway",
    name,
    {
      ...inRegion,
      subnetId: subnet.id,
      allocationId: address ? output(address, "allocationId") : (given ?? null),
      tags,
    },
    { ...below, uses: { subnetId: [subnet], ...(address ? { allocationId: [address] } : {}) } },
  );
  parts.natGateways.push(gateway);
}

/** Public subnets reach the internet by the internet gateway, private ones by a NAT gateway, isolated ones do not. */
async function route(
  context: ComponentContext,
  ground: SubnetGround,
  row: PlannedSubnet,
  table: Registered,
  parts: VpcParts,
): Promise<void> {
  const nat = ground.args.nat === "Single" ? parts.natGateways[0] : parts.natGateways[row.zoneNumber - 1];
  const isPublic = row.type === "Public";
  const target = isPublic ? ground.gateway : row.type === "Private" && ground.args.nat !== "None" ? nat : undefined;
  if (!target) return;
  const by = isPublic ? "gatewayId" : "natGatewayId";
  parts.routes.push(
    await context.child(
      "aws:ec2/route:Route",
      row.name,
      { ...ground.inRegion, routeTableId: table.id, [by]: target.id, destinationCidrBlock: "0.0.0.0/0" },
      { parent: table, dependsOn: [table], uses: { routeTableId: [table], [by]: [target] } },
    ),
  );
}
