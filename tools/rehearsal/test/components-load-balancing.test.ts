import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../src/wire/values.ts";
import { openStage } from "./component-stage.ts";

describe("an application load balancer", () => {
  it("goes into the default VPC's public subnets, open at port 80, when nothing is said", async () => {
    const made = await openStage().make("awsx:lb:ApplicationLoadBalancer", "web", {});
    expect(made.names).toEqual(["SecurityGroup web", "LoadBalancer web", "TargetGroup web", "Listener web-0"]);
    expect(made.child("LoadBalancer").inputs.subnets).toHaveLength(3);
    expect(made.child("TargetGroup").inputs).toMatchObject({ targetType: "ip", port: 80, protocol: "HTTP" });
    expect(made.child("Listener").inputs).toMatchObject({
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: made.child("TargetGroup").outputs.arn }],
    });
    expect(Object.keys(made.outputs).sort()).toEqual([
      "defaultSecurityGroup",
      "defaultTargetGroup",
      "listeners",
      "loadBalancer",
      "vpcId",
    ]);
  });

  it("has a listener for each that is asked for, and the first one's port for its target group", async () => {
    const listeners = [{ port: 80 }, { port: 8080, protocol: "HTTP" }];
    const made = await openStage().make("awsx:lb:ApplicationLoadBalancer", "web", { listeners });
    expect(made.names.slice(3)).toEqual(["Listener web-0", "Listener web-1"]);
    expect(made.child("TargetGroup").inputs.port).toBe(80);
  });

  it("leaves the target group of a single one of `listeners` without a port, as the real component does", async () => {
    const made = openStage().make("awsx:lb:ApplicationLoadBalancer", "web", { listeners: [{ port: 80 }] });
    await expect(made).rejects.toThrow("A port must be specified");
  });

  it.each([
    [{ subnetIds: ["subnet-1"], subnetMappings: [{ subnetId: "subnet-1" }] }, "Only one of [subnets]"],
    [{ listener: {}, listeners: [] }, "Only one of [listener] and [listeners]"],
    [{ defaultTargetGroup: { port: 1 }, defaultTargetGroupPort: 1 }, "Only one of `defaultTargetGroup`"],
    [{ defaultSecurityGroup: { args: {}, securityGroupId: "sg-1" } }, "Only one of [defaultSecurityGroup]"],
  ])("refuses %j", async (inputs, words) => {
    await expect(openStage(true).make("awsx:lb:ApplicationLoadBalancer", "web", inputs)).rejects.toThrow(words);
  });
});

describe("a network load balancer", () => {
  it("listens to TCP, and has no security group of its own", async () => {
    const made = await openStage().make("awsx:lb:NetworkLoadBalancer", "tcp", {
      listener: { port: 5432 },
      defaultTargetGroupPort: 5432,
    });
    expect(made.names).toEqual(["LoadBalancer tcp", "TargetGroup tcp", "Listener tcp-0"]);
    expect(made.child("LoadBalancer").inputs).toMatchObject({ loadBalancerType: "network" });
    expect(made.child("TargetGroup").inputs).toMatchObject({ protocol: "TCP", port: 5432 });
    expect(made.child("Listener").inputs).toMatchObject({ protocol: "TCP", port: 5432 });
  });
});

describe("a target group's attachment", () => {
  it("lets the load balancer call a function", async () => {
    const { make, cloud } = openStage();
    const lambdaArn = "arn:aws:lambda:eu-central-1:123456789012:function:hello";
    const targetGroupArn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/hello/0123456789abcdef";
    for (const word of [lambdaArn, targetGroupArn]) cloud.account.give(word);
    const made = await make("awsx:lb:TargetGroupAttachment", "hello", { lambdaArn, targetGroupArn });
    expect(made.names).toEqual(["Permission hello", "TargetGroupAttachment hello"]);
    expect(made.child("Permission").inputs).toMatchObject({
      principal: "elasticloadbalancing.amazonaws.com",
      sourceArn: targetGroupArn,
    });
    expect(made.child("TargetGroupAttachment").inputs).toMatchObject({ targetId: lambdaArn });
    await expect(make("awsx:lb:TargetGroupAttachment", "none", { lambdaArn })).rejects.toThrow(
      "Exactly 1 of [targetGroup]",
    );
  });

  it("takes an instance by its address where the group takes addresses", async () => {
    const { make, refer, cloud } = openStage(true);
    for (const word of ["vpc-1"]) cloud.account.give(word);
    const instance = refer("aws:ec2/instance:Instance", "one", { ami: "ami-1", instanceType: "t3.micro" });
    const targetGroup = refer("aws:lb/targetGroup:TargetGroup", "web", {
      targetType: "ip",
      vpcId: "vpc-1",
      port: 80,
      protocol: "HTTP",
    });
    const made = await make("awsx:lb:TargetGroupAttachment", "one", { instance, targetGroup });
    expect(made.names).toEqual(["TargetGroupAttachment one"]);
    expect(made.child("TargetGroupAttachment").inputs).toMatchObject({ targetId: UNKNOWN });
  });
});

describe("the default VPC", () => {
  it("is told of, and nothing is made", async () => {
    const made = await openStage().make("awsx:ec2:DefaultVpc", "default", {});
    expect(made.names).toEqual([]);
    expect(made.outputs.vpcId?.value).toMatch(/^vpc-0/);
    expect(made.outputs.publicSubnetIds?.value).toHaveLength(3);
    expect(made.outputs.privateSubnetIds?.value).toEqual([]);
  });
});
