import { Refusal } from "../../operations/cloud.ts";
import { resourceReference, texts, type Value } from "../../wire/values.ts";
import type { ComponentContext, ComponentMaker, Sourced } from "../component.ts";
import type { Registered } from "../monitor.ts";
import type { PlannedSubnet, SubnetRequest, SubnetSpec } from "./subnet.ts";
import { checkNat, checkSubnets } from "./subnet-checks.ts";
import { planSubnets } from "./subnet-plan.ts";
import { subnetRows, type VpcParts } from "./subnet-rows.ts";
import { readVpcArgs, type VpcArgs } from "./vpc-args.ts";

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
  const { region } = context.inputs;
  const inRegion = region === undefined ? {} : { region };
  const main = await context.child("aws:ec2/vpc:Vpc", context.name, {
    ...context.inputs,
    cidrBlock: args.cidrBlock,
    tags,
  });
  const below = { parent: main, dependsOn: [main] };
  const vpcId = { vpcId: main.id };
  const gateway = await context.child(
    "aws:ec2/internetGateway:InternetGateway",
    context.name,
    { ...vpcId, ...inRegion, tags },
    { ...below, uses: { vpcId: [main] } },
  );
  const endpoints: Registered[] = [];
  for (const spec of args.endpoints) {
    const name = String(spec.serviceName);
    const inputs = { ...inRegion, ...spec, ...vpcId };
    endpoints.push(
      await context.child("aws:ec2/vpcEndpoint:VpcEndpoint", name, inputs, { ...below, uses: { vpcId: [main] } }),
    );
  }
  const parts = await subnetRows(context, { vpc: main, gateway, plan, zones, args, tags, inRegion });
  return outputs(main, gateway, endpoints, parts, layoutOf(args, plan));
};

async function defaultZones(context: ComponentContext, count: number): Promise<readonly string[]> {
  const { region } = context.inputs;
  const answer = await context.invoke(
    "aws:index/getAvailabilityZones:getAvailabilityZones",
    region === undefined ? {} : { region },
  );
  const names = texts(answer.names);
  if (names.length >= count) return names.slice(0, count);
  throw new Refusal(`The configured region has ${names.length} Availability Zones, and ${count} are wanted`);
}

/** What `subnetLayout` gives back: the specs, or those that the first zone's subnets come from. */
function layoutOf(args: VpcArgs, plan: readonly PlannedSubnet[]): Value {
  const derived = () =>
    plan
      .filter((row) => row.zoneNumber === 1)
      .map((row) => ({ ...row.spec, cidrMask: Number(row.cidrBlock.split("/")[1]) }));
  const specs: readonly SubnetSpec[] = args.strategy === "Legacy" ? derived() : (args.specs ?? derived());
  return specs.map(({ type, name, cidrBlocks, cidrMask }) => ({
    type,
    ...(name === undefined ? {} : { name }),
    ...(cidrBlocks === undefined ? {} : { cidrBlocks }),
    ...(cidrMask === undefined ? {} : { cidrMask, size: 2 ** (32 - cidrMask) }),
  }));
}

function outputs(
  main: Registered,
  gateway: Registered,
  endpoints: readonly Registered[],
  parts: VpcParts,
  subnetLayout: Value,
) {
  const all = (resources: readonly Registered[]): Sourced => ({
    value: resources.map((resource) => resourceReference(resource.urn, resource.id)),
    from: resources,
  });
  const one = (resource: Registered): Sourced => ({
    value: resourceReference(resource.urn, resource.id),
    from: [resource],
  });
  const ids = (resources: readonly Registered[]): Sourced => ({
    value: resources.map((resource) => resource.id),
    from: resources,
  });
  const ofType = (type: string) => parts.subnets.filter(({ row }) => row.type === type).map(({ subnet }) => subnet);
  return {
    vpc: one(main),
    vpcId: { value: main.id, from: [main] },
    internetGateway: one(gateway),
    subnets: all(parts.subnets.map(({ subnet }) => subnet)),
    publicSubnets: all(ofType("Public")),
    privateSubnets: all(ofType("Private")),
    isolatedSubnets: all(ofType("Isolated")),
    publicSubnetIds: ids(ofType("Public")),
    privateSubnetIds: ids(ofType("Private")),
    isolatedSubnetIds: ids(ofType("Isolated")),
    routeTables: all(parts.routeTables),
    routeTableAssociations: all(parts.associations),
    routes: all(parts.routes),
    natGateways: all(parts.natGateways),
    eips: all(parts.addresses),
    vpcEndpoints: all(endpoints),
    subnetLayout: { value: subnetLayout, from: [] },
  };
}
