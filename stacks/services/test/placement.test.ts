import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { planPlacement } from "../src/placement.ts";
import { environmentOf, serviceOf } from "./environments.ts";

const outputs = {
  publicSubnetIds: pulumi.output(["subnet-public"]),
  privateSubnetIds: pulumi.output(["subnet-private"]),
  serviceSecurityGroupIds: pulumi.output<Record<string, string>>({
    app: "sg-shared",
    api: "sg-shared",
    backend: "sg-shared",
    gateway: "sg-gateway",
  }),
};

const planned = (name: string, key: string) => planPlacement(key, serviceOf(name, key), environmentOf(name), outputs);

const settled = <Value>(output: pulumi.Output<Value>) => new Promise((resolve) => output.apply(resolve));

test("runs tasks in public subnets with an address of their own where there is no NAT gateway (THREA-001)", () => {
  const placement = planned("threa-prod", "app");
  expect(placement.subnetIds).toBe(outputs.publicSubnetIds);
  expect(placement.assignPublicIp).toBe(true);
});

test("runs tasks in private subnets without one where there are NAT gateways (HAPPY-058, RUN-010)", () => {
  for (const placement of [planned("happyrobot-prod", "api"), planned("runlayer-dev", "backend")]) {
    expect(placement.subnetIds).toBe(outputs.privateSubnetIds);
    expect(placement.assignPublicIp).toBe(false);
  }
});

test("runs tasks in the private subnets of an existing VPC, in which nothing of ours leads out (SUNA-002)", () => {
  const placement = planned("suna-dev", "api");
  expect(placement.subnetIds).toBe(outputs.privateSubnetIds);
  expect(placement.assignPublicIp).toBe(false);
});

test("gives a task on EC2 no public address, which only Fargate has", () => {
  const service = { capacity: "ec2" } as const;
  expect(planPlacement("app", service, environmentOf("threa-prod"), outputs).assignPublicIp).toBe(false);
});

test("puts each service into the security group of its own (PROL-041, PROL-054)", async () => {
  const [group] = planned("proliferate-dev", "gateway").securityGroupIds;
  expect(group && (await settled(group))).toBe("sg-gateway");
});
