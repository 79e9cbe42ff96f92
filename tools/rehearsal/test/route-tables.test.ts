import { describe, expect, it } from "vitest";
import { invoke } from "../src/functions/invoke.ts";
import { create } from "../src/operations/lifecycle.ts";
import type { Values } from "../src/wire/values.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

const cloud = memoryCloud();
const scope = scopeIn("eu-central-1");

function make(type: string, name: string, inputs: Values) {
  return create(cloud, { type, urn: urnOf(type, name) }, inputs, scope, false);
}

const filter = (name: string, ...values: string[]): Values => ({ name, values });

function tables(vpcId: string, ...filters: Values[]): Values[string] | undefined {
  return invoke(cloud, "aws:ec2/getRouteTables:getRouteTables", { vpcId, filters }, scope).ids;
}

const everywhere = filter("route.destination-cidr-block", "0.0.0.0/0");
const byNat = [everywhere, filter("route.nat-gateway-id", "nat-*")];
const byInternet = [everywhere, filter("route.gateway-id", "igw-*")];
const isMain = filter("association.main", "true");
const of = (subnetId: string) => filter("association.subnet-id", subnetId);

const vpc = make("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
const vpcId = vpc.id;

/** A subnet's route table with one route, or with none. */
function tableOf(name: string, route: Values | undefined, inline = false): string {
  const routes = route !== undefined && inline ? { routes: [{ ...route, cidrBlock: "0.0.0.0/0" }] } : {};
  const { id } = make("aws:ec2/routeTable:RouteTable", name, { vpcId, ...routes });
  make("aws:ec2/routeTableAssociation:RouteTableAssociation", name, { routeTableId: id, subnetId: `subnet-${name}` });
  if (route !== undefined && !inline) {
    make("aws:ec2/route:Route", name, { routeTableId: id, destinationCidrBlock: "0.0.0.0/0", ...route });
  }
  return id;
}

describe("the route tables of a VPC that the account has", () => {
  const hidden = tableOf("hidden", undefined);
  const behindNat = tableOf("nat", { natGatewayId: "nat-0123" });
  const open = tableOf("open", { gatewayId: "igw-0123" }, true);

  it("are found by the subnets that use them", () => {
    expect(tables(vpcId, of("subnet-hidden"))).toEqual([hidden]);
    expect(tables(vpcId, of("subnet-other"))).toEqual([]);
    expect(tables(vpcId)).toHaveLength(3);
  });

  it("are found by where their default route leads, be it a resource of its own or part of the table", () => {
    expect(tables(vpcId, of("subnet-nat"), ...byNat)).toEqual([behindNat]);
    expect(tables(vpcId, of("subnet-open"), ...byInternet)).toEqual([open]);
    expect(tables(vpcId, of("subnet-nat"), ...byInternet)).toEqual([]);
    expect(tables(vpcId, of("subnet-open"), ...byNat)).toEqual([]);
    expect(tables(vpcId, of("subnet-hidden"), ...byNat)).toEqual([]);
  });

  it("have a main one: that of the VPC, which leads nowhere, until another takes its place", () => {
    expect(tables(vpcId, isMain)).toEqual([vpc.outputs.mainRouteTableId]);
    expect(tables(vpcId, isMain, ...byNat)).toEqual([]);
    make("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", { vpcId, routeTableId: behindNat });
    expect(tables(vpcId, isMain, ...byNat)).toEqual([behindNat]);
  });
});

it("supposes a route table that fits for each subnet of a VPC that nobody made", () => {
  const found = tables("vpc-0123456789abcdef0", of("subnet-1"), ...byNat);
  expect(found).toEqual([expect.stringMatching(/^rtb-0[0-9a-f]{16}$/)]);
  expect(tables("vpc-0123456789abcdef0", of("subnet-2"), ...byNat)).not.toEqual(found);
});
