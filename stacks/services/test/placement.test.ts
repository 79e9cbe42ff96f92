import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { planPlacement } from "../src/placement.ts";
import { environmentOf } from "./environments.ts";

const outputs = {
  publicSubnetIds: pulumi.output(["subnet-public"]),
  privateSubnetIds: pulumi.output(["subnet-private"]),
  serviceSecurityGroupId: pulumi.output("sg-services"),
};

test("runs tasks in public subnets with an address of their own where there is no NAT gateway (THREA-001)", () => {
  const placement = planPlacement(environmentOf("threa-prod"), outputs);
  expect(placement.subnetIds).toBe(outputs.publicSubnetIds);
  expect(placement.assignPublicIp).toBe(true);
});

test("runs tasks in private subnets without one where there are NAT gateways (HAPPY-058)", () => {
  const placement = planPlacement(environmentOf("happyrobot-prod"), outputs);
  expect(placement.subnetIds).toBe(outputs.privateSubnetIds);
  expect(placement.assignPublicIp).toBe(false);
  expect(placement.securityGroupIds).toEqual([outputs.serviceSecurityGroupId]);
});
