import { Refusal } from "../../operations/cloud.ts";
import { texts, type Value } from "../../wire/values.ts";
import {
  type ComponentContext,
  type ComponentMaker,
  inRegion,
  reference,
  references,
  type Sourced,
} from "../component.ts";
import type { Registered } from "../monitor.ts";
import { completeEndpoints, dnsForEndpoints, plainEndpoints } from "./endpoints.ts";
import type { SubnetRequest } from "./subnet.ts";
import { checkNat, checkSubnets } from "./subnet-checks.ts";
import { layoutOf } from "./subnet-layout.ts";
import { planSubnets } from "./subnet-plan.ts";
import { subnetRows, type VpcParts } from "./subnet-rows.ts";
import { readVpcArgs } from "./vpc-args.ts";

/** Simulates `awsx.ec2.Vpc`: the same children with the same names and parents as the real component registers. */
export const vpc: ComponentMaker = async (context) => {
  const args = readVpcArgs(context.inputs);
  const zones = args.zones ?? (await defaultZones(context, args.zoneCount));
  const request: SubnetRequest = {
    name: context.name,
    cidrBlock: args.cidrBlock,
    zones,
    strategy: args.strategy,
    ...(args.specs ? { specs: args.specs } : {}),
    ...(args.zoneMask === undefined ? {} : { zoneMask: args.zoneMask }),
  };
  const plan = planSubnets(request);
  checkSubnets(request, plan);
  checkNat(args.nat, plan, args.addresses.length, zones.length);

  const tags = { Name: context.name, ...args.tags };
  const region = inRegion(context.inputs);
  const main = await context.child("aws:ec2/vpc:Vpc", context.name, {
    ...context.inputs,
    ...(args.completesEndpoints ? dnsForEndpoints(context.inputs, args.endpoints) : {}),
    cidrBlock: args.cidrBlock,
    tags,
  });
  const below = { parent: main, dependsOn: [main] };
  const vpcId = { vpcId: main.id };
  const gateway = await context.child(
    "aws:ec2/internetGateway:InternetGateway",
    context.name,
    { ...vpcId, ...region, tags },
    { ...below, uses: { vpcId: [main] } },
  );
  // The real component makes its endpoints before the subnets, unless they need the subnets' ids.
  const early = args.completesEndpoints ? [] : await plainEndpoints(context, args, main);
  const parts = await subnetRows(context, { vpc: main, gateway, plan, zones, args, tags, inRegion: region });
  const late = args.completesEndpoints ? await completeEndpoints(context, args, main, parts) : [];
  return outputs(main, gateway, [...early, ...late], parts, layoutOf(args, plan, zones.length));
};

async function defaultZones(context: ComponentContext, count: number): Promise<readonly string[]> {
  const region = inRegion(context.inputs);
  const answer = await context.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", region);
  const names = texts(answer.names);
  if (names.length >= count) return names.slice(0, count);
  throw new Refusal(`The configured region has ${names.length} Availability Zones, and ${count} are wanted`);
}

function outputs(
  main: Registered,
  gateway: Registered,
  endpoints: readonly Registered[],
  parts: VpcParts,
  subnetLayout: Value,
) {
  const ids = (resources: readonly Registered[]): Sourced => ({
    value: resources.map((resource) => resource.id),
    from: resources,
  });
  const ofType = (type: string) => parts.subnets.filter(({ row }) => row.type === type).map(({ subnet }) => subnet);
  return {
    vpc: reference(main),
    vpcId: { value: main.id, from: [main] },
    internetGateway: reference(gateway),
    subnets: references(parts.subnets.map(({ subnet }) => subnet)),
    publicSubnets: references(ofType("Public")),
    privateSubnets: references(ofType("Private")),
    isolatedSubnets: references(ofType("Isolated")),
    publicSubnetIds: ids(ofType("Public")),
    privateSubnetIds: ids(ofType("Private")),
    isolatedSubnetIds: ids(ofType("Isolated")),
    routeTables: references(parts.routeTables),
    routeTableAssociations: references(parts.associations),
    routes: references(parts.routes),
    natGateways: references(parts.natGateways),
    eips: references(parts.addresses),
    vpcEndpoints: references(endpoints),
    subnetLayout: { value: subnetLayout, from: [] },
  };
}
