import { hex } from "../facts/hash.ts";
import { isList, isObject, text, type Values } from "../wire/values.ts";
import { lookUp } from "./lookup.ts";
import { argument, type Call, type FunctionRules, filtersOf, ofAccount } from "./rule.ts";

type Filter = readonly [name: string, values: readonly string[]];

/**
 * Route tables by what EC2 knows of them beside their own properties: who uses them, and their routes. A filter on routes
 * holds where any route of a table fits it, each filter for itself, as in EC2. In a VPC that nobody made, each subnet has
 * a table that fits.
 */
export const routeTables: FunctionRules = {
  "aws:ec2/getRouteTables:getRouteTables": (call) => ({ id: call.place.region, ids: tablesFor(call) }),
};

function tablesFor(call: Call): readonly string[] {
  const filters = [...filtersOf(call.args.filters)];
  const on = (part: string) => filters.filter(([name]) => name.startsWith(`${part}.`));
  const [associations, routes] = [on("association"), on("route")];
  const vpcId = argument(call, "vpcId") || filters.find(([name]) => name === "vpc-id")?.[1][0];
  if (associations.length > 0 && vpcId !== undefined && !ofAccount(call, "aws:ec2/vpc:Vpc", vpcId)) {
    const subnets = associations.find(([name]) => name === "association.subnet-id")?.[1] ?? [];
    return subnets.map((subnet) => `rtb-0${hex(16, "route table", vpcId, subnet)}`);
  }
  return candidates(call, vpcId, filters).filter(
    (id) => associations.every((filter) => isUsed(call, id, filter)) && leads(call, id, routes),
  );
}

/** Tables that were made, and the main one that comes with a VPC, which has nothing but its association. */
function candidates(call: Call, vpcId: string | undefined, filters: readonly Filter[]): readonly string[] {
  const own = filters.filter(([name]) => !/^(association|route)\./.test(name));
  const asked = own.map(([name, values]) => ({ name, values }));
  const made = lookUp({ ...call, args: { ...call.args, filters: asked } }, "aws:ec2/routeTable:RouteTable");
  const main =
    vpcId === undefined || !filters.some(([name]) => name === "association.main") ? [] : mainTable(call, vpcId);
  return [...new Set([...made.map((row) => row.id), ...main])];
}

/** The route table of subnets without an association of their own. */
function mainTable(call: Call, vpcId: string): readonly string[] {
  const [chosen] = among(call, "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", { vpcId });
  const [vpc] = lookUp({ ...call, args: { id: vpcId } }, "aws:ec2/vpc:Vpc");
  const id = text(chosen?.routeTableId) ?? text(vpc?.outputs.mainRouteTableId);
  return id === undefined ? [] : [id];
}

function isUsed(call: Call, id: string, [name, values]: Filter): boolean {
  if (name === "association.main") {
    const vpcId = argument(call, "vpcId") || (filtersOf(call.args.filters).get("vpc-id")?.[0] ?? "");
    return values.includes(String(mainTable(call, vpcId).includes(id)));
  }
  const uses = among(call, "aws:ec2/routeTableAssociation:RouteTableAssociation", { routeTableId: id });
  return uses.some((use) => matches(use[propertyOf(name)], values));
}

function leads(call: Call, id: string, filters: readonly Filter[]): boolean {
  const [table] = lookUp({ ...call, args: { id } }, "aws:ec2/routeTable:RouteTable");
  const inline = isList(table?.outputs.routes) ? table.outputs.routes.filter(isObject) : [];
  const routes = [
    ...inline.map((route): Values => ({ ...route, destinationCidrBlock: route.cidrBlock ?? "" })),
    ...among(call, "aws:ec2/route:Route", { routeTableId: id }),
  ];
  return filters.every(([name, values]) => routes.some((route) => matches(route[propertyOf(name)], values)));
}

/** Outputs of the account's resources of a type that have these properties. */
function among(call: Call, type: string, args: Values): readonly Values[] {
  return lookUp({ ...call, args }, type).map((row) => row.outputs);
}

/** `route.nat-gateway-id` is natGatewayId. */
function propertyOf(filter: string): string {
  return filter.replace(/^\w+\./, "").replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

/** Filters take * for any characters and ? for one. Source: Amazon EC2 User Guide, "List and filter your resources". */
function matches(value: Values[string] | undefined, patterns: readonly string[]): boolean {
  const found = text(value);
  if (found === undefined) return false;
  return patterns.some((pattern) => {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(found);
  });
}
