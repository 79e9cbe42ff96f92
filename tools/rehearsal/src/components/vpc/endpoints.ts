import { Refusal } from "../../operations/cloud.ts";
import { UNKNOWN, type Value, type Values } from "../../wire/values.ts";
import { type ComponentContext, inRegion } from "../component.ts";
import type { Registered } from "../monitor.ts";
import type { SubnetType } from "./subnet.ts";
import type { VpcParts } from "./subnet-rows.ts";
import type { VpcArgs } from "./vpc-args.ts";

// The rules of the strategy "Auto" are in github.com/pulumi/pulumi-awsx, docs/specs/vpc-endpoint-strategy.md.

/** Makes the endpoints with what their specifications say and nothing else, as the strategy "Legacy" does. */
export async function plainEndpoints(
  context: ComponentContext,
  args: VpcArgs,
  vpc: Registered,
): Promise<readonly Registered[]> {
  const made: Registered[] = [];
  for (const spec of args.endpoints) made.push(await endpoint(context, spec, vpc));
  return made;
}

/** Makes the endpoints, and fills in what they leave out from the VPC's own subnets and route tables. */
export async function completeEndpoints(
  context: ComponentContext,
  args: VpcArgs,
  vpc: Registered,
  parts: VpcParts,
): Promise<readonly Registered[]> {
  const made: Registered[] = [];
  for (const spec of args.endpoints) {
    const kind = kindOf(spec);
    if (kind === "Interface") made.push(await interfaceEndpoint(context, args, spec, vpc, parts));
    else if (kind === "Gateway") made.push(await gatewayEndpoint(context, spec, vpc, parts));
    else made.push(await endpoint(context, spec, vpc));
  }
  return made;
}

/** Private names need both DNS settings of the VPC: what the program leaves open is switched on. @throws Refusal */
export function dnsForEndpoints(inputs: Values, endpoints: readonly Values[]): Values {
  const isPrivate = (spec: Values) => kindOf(spec) === "Interface" && spec.privateDnsEnabled !== false;
  if (!endpoints.some(isPrivate)) return {};
  const settings = ["enableDnsHostnames", "enableDnsSupport"];
  const off = settings.filter((name) => inputs[name] === false);
  if (off.length > 0) {
    throw new Refusal(`An endpoint with private DNS needs ${off.join(" and ")} of its VPC: set it, or leave it out`);
  }
  return Object.fromEntries(settings.map((name) => [name, inputs[name] ?? true]));
}

function kindOf(spec: Values): Value {
  const { vpcEndpointType: kind = "Gateway" } = spec;
  if (kind !== UNKNOWN) return kind;
  throw new Refusal('vpcEndpointType must be known in a preview with vpcEndpointStrategy "Auto"');
}

async function gatewayEndpoint(
  context: ComponentContext,
  spec: Values,
  vpc: Registered,
  { routeTables }: VpcParts,
): Promise<Registered> {
  if (spec.routeTableIds !== undefined) return endpoint(context, spec, vpc);
  const routeTableIds = routeTables.map(({ id }) => id);
  return endpoint(context, { ...spec, routeTableIds }, vpc, { routeTableIds: routeTables });
}

async function interfaceEndpoint(
  context: ComponentContext,
  args: VpcArgs,
  spec: Values,
  vpc: Registered,
  parts: VpcParts,
): Promise<Registered> {
  const isPlaced = spec.subnetIds !== undefined || spec.subnetConfigurations !== undefined;
  const subnets = isPlaced ? [] : oneInEachZone(parts);
  const group = spec.securityGroupIds === undefined ? await endpointGroup(context, args, spec, vpc) : undefined;
  return endpoint(
    context,
    {
      ...spec,
      ...(isPlaced ? {} : { subnetIds: subnets.map(({ id }) => id) }),
      ...(group ? { securityGroupIds: [group.id] } : {}),
      privateDnsEnabled: spec.privateDnsEnabled ?? true,
    },
    vpc,
    { subnetIds: subnets, securityGroupIds: group ? [group] : [] },
  );
}

const PREFERRED: readonly SubnetType[] = ["Private", "Isolated", "Public"];

/** An interface endpoint takes one subnet a zone. */
function oneInEachZone({ subnets }: VpcParts): readonly Registered[] {
  const zones = [...new Set(subnets.map(({ row }) => row.zoneNumber))].sort((one, other) => one - other);
  return zones.flatMap((zone) => {
    const here = subnets.filter(({ row }) => row.zoneNumber === zone);
    const type = PREFERRED.find((preferred) => here.some(({ row }) => row.type === preferred));
    return here.find(({ row }) => row.type === type)?.subnet ?? [];
  });
}

/** Lets the VPC reach the endpoint at port 443. */
async function endpointGroup(
  context: ComponentContext,
  args: VpcArgs,
  spec: Values,
  vpc: Registered,
): Promise<Registered> {
  const name = String(spec.serviceName);
  const region = { ...inRegion(context.inputs), ...inRegion(spec) };
  const group = await context.child(
    "aws:ec2/securityGroup:SecurityGroup",
    `${name}-sg`,
    { description: "Managed by Pulumi", ...region, vpcId: vpc.id },
    { parent: vpc, dependsOn: [vpc], uses: { vpcId: [vpc] } },
  );
  const rule = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: args.cidrBlock };
  await context.child(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    `${name}-ingress`,
    { ...region, securityGroupId: group.id, ...rule },
    { parent: vpc, dependsOn: [vpc], uses: { securityGroupId: [group] } },
  );
  return group;
}

async function endpoint(
  context: ComponentContext,
  spec: Values,
  vpc: Registered,
  uses: Readonly<Record<string, readonly Registered[]>> = {},
): Promise<Registered> {
  return context.child(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    String(spec.serviceName),
    { ...inRegion(context.inputs), ...spec, vpcId: vpc.id },
    { parent: vpc, dependsOn: [vpc], uses: { vpcId: [vpc], ...uses } },
  );
}
