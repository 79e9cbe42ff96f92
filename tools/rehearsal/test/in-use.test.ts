import { describe, expect, it } from "vitest";
import { checkInUse, IN_USE } from "../src/refusals/in-use/check.ts";
import { PROTECTIONS } from "../src/refusals/in-use/protection.ts";
import type { Values } from "../src/wire/values.ts";
import { attempt, put } from "./attempts.ts";
import { memoryCloud } from "./memory-cloud.ts";

const ID = "owned-1";

/** What makes a user count that does not always. */
const CONDITIONS: Values = { type: "A", capacityProviderStrategies: [{ capacityProvider: "pool" }] };

const rows = IN_USE.flatMap(({ type, usedBy, code }) =>
  usedBy.map((use) => ({ type, use, code, user: use.type, property: use.property })),
);

describe("what is in use", () => {
  it.each(rows)("$type is not deleted while $user names it in $property: $code", ({ type, use, code }) => {
    const cloud = memoryCloud();
    const asked = attempt(cloud, "delete", type, {}, ID);
    expect(checkInUse(asked)).toBeUndefined();
    put(cloud.account, use.type, "user-1", { ...CONDITIONS, [use.property]: [{ deep: ID }] });
    for (const one of use.while?.slice(0, 1) ?? []) {
      expect(checkInUse(asked)).toBeUndefined();
      put(cloud.account, one.type, "user-2", { [one.property]: "user-1" });
    }
    expect(checkInUse(asked)?.code).toBe(code);
    cloud.account.delete({ type: use.type, region: "eu-central-1", key: "user-1" }, "");
    expect(checkInUse(asked)).toBeUndefined();
  });

  it("in another region is something else of the same name", () => {
    const cloud = memoryCloud();
    put(cloud.account, "aws:ecs/service:Service", "api", { cluster: ID }, { region: "us-east-1" });
    expect(checkInUse(attempt(cloud, "delete", "aws:ecs/cluster:Cluster", {}, ID))).toBeUndefined();
  });

  it("by its ARN or its name is in use, too", () => {
    const cloud = memoryCloud();
    put(cloud.account, "aws:ecs/service:Service", "api", { cluster: "main" });
    expect(checkInUse(attempt(cloud, "delete", "aws:ecs/cluster:Cluster", { name: "main" }, ID))?.code).toBe(
      "ClusterContainsServicesException",
    );
  });

  it.each<[string, string, Values, Values]>([
    ["a security group with rules of its own only", "aws:ec2/securityGroup:SecurityGroup", {}, { securityGroupId: ID }],
    ["a zone with its own NS record", "aws:route53/zone:Zone", {}, { zoneId: ID, type: "NS" }],
    ["a zone that is emptied first", "aws:route53/zone:Zone", { forceDestroy: true }, { zoneId: ID, type: "A" }],
    ["a role whose policies are detached first", "aws:iam/role:Role", { forceDetachPolicies: true }, { role: ID }],
  ])("%s can be deleted", (_words, type, owned, user) => {
    const cloud = memoryCloud();
    const users = [
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "aws:route53/record:Record",
      "aws:iam/rolePolicy:RolePolicy",
    ];
    for (const one of users) put(cloud.account, one, "user-1", user);
    expect(checkInUse(attempt(cloud, "delete", type, owned, ID))).toBeUndefined();
  });
});

describe("what is protected", () => {
  it.each(PROTECTIONS)("$type is not deleted while $property is $value: $code", ({ type, property, value, code }) => {
    const cloud = memoryCloud();
    expect(checkInUse(attempt(cloud, "delete", type, { [property]: value }, ID))?.code).toBe(code);
    expect(checkInUse(attempt(cloud, "delete", type, { [property]: false }, ID))).toBeUndefined();
  });
});

describe("an internet gateway", () => {
  const gateway = "aws:ec2/internetGateway:InternetGateway";

  it.each<[string, string, Values]>([
    ["a NAT gateway", "aws:ec2/natGateway:NatGateway", { subnetId: "subnet-1" }],
    ["a load balancer", "aws:lb/loadBalancer:LoadBalancer", { subnets: ["subnet-1"] }],
    [
      "a service's tasks",
      "aws:ecs/service:Service",
      { networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true } },
    ],
    ["an instance", "aws:ec2/instance:Instance", { subnetId: "subnet-1", publicIp: "203.0.113.7" }],
  ])("is not detached while %s of another stack has a public address behind it", (_words, type, inputs) => {
    const cloud = memoryCloud();
    put(cloud.account, "aws:ec2/subnet:Subnet", "subnet-1", { vpcId: "vpc-1" });
    put(cloud.account, type, "user-1", inputs, { urn: `urn:pulumi:threa-prod::cluster::${type}::user` });
    const asked = attempt(cloud, "delete", gateway, { vpcId: "vpc-1" }, "igw-1");
    expect(checkInUse(asked)?.code).toBe("DependencyViolation");
    // In the same stack both are deleted at a time, and the provider waits.
    put(cloud.account, type, "user-1", inputs);
    expect(checkInUse(asked)).toBeUndefined();
  });
});
