import { describe, expect, test } from "vitest";
import { arnSuffix, checkExisting } from "../src/existing-entry-plan.ts";

const root = "arn:aws:elasticloadbalancing:us-west-2:123456789012";
const arn = `${root}:loadbalancer/app/suna-alb/50dc6c495c0c9188`;
const existing = { arn, scheme: "https" as const };
const found = { loadBalancerType: "application", vpcId: "vpc-0a1b2c3d4e5f60718" };

test("cuts the dimension of its metrics out of a load balancer's ARN (SUNA-006)", () => {
  expect(arnSuffix(arn)).toBe("app/suna-alb/50dc6c495c0c9188");
});

describe("an existing load balancer", () => {
  const checked = (more: object, vpcId?: string) => () => checkExisting(existing, { ...found, ...more }, vpcId);

  test("is taken in the platform's own VPC (SUNA-006)", () => {
    expect(checked({}, found.vpcId)).not.toThrow();
  });

  test("is refused in another VPC, both being named", () => {
    expect(checked({}, "vpc-0fff")).toThrow(/suna-alb.* lies in vpc-0a1b2c3d4e5f60718, and the platform in vpc-0fff/);
  });

  test("is refused where it is a network load balancer", () => {
    expect(checked({ loadBalancerType: "network" }, found.vpcId)).toThrow(/is a network load balancer/);
  });

  test.each([undefined, ""])("is not judged by what AWS does not say, such as %j", (vpcId) => {
    expect(checked({ vpcId, loadBalancerType: vpcId }, "vpc-0fff")).not.toThrow();
  });

  test("takes a listener of its own, and refuses one of another load balancer", () => {
    const own = `${root}:listener/app/suna-alb/50dc6c495c0c9188/f2f7dc8efc522ab2`;
    const other = `${root}:listener/app/suna-alb/0000000000000000/f2f7dc8efc522ab2`;
    const check = (listenerArn: string) => () => checkExisting({ ...existing, listenerArn }, found, found.vpcId);
    expect(check(own)).not.toThrow();
    expect(check(other)).toThrow(/does not have the listener .*0000000000000000/);
  });
});
