import * as pulumi from "@pulumi/pulumi";
import { present } from "@strata/shared-config/layer";
import { describe, expect, test } from "vitest";
import { readLoadBalancer } from "../src/load-balancer.ts";
import { environment } from "./environment.ts";

const CLUSTER = {
  loadBalancerArn: pulumi.output("arn:aws:elasticloadbalancing:eu-south-2:111122223333:loadbalancer/app/alb/1"),
  loadBalancerDnsName: pulumi.output("alb-1.eu-south-2.elb.amazonaws.com"),
  loadBalancerZoneId: pulumi.output("Z0956581394HF5D5LXGAP"),
  listenerScheme: pulumi.output("http" as const),
};

describe("the load balancer", () => {
  test("is read where the environment has one, whatever the cluster says", () => {
    expect(readLoadBalancer(environment("threa-prod"), CLUSTER)).toBeUndefined();
    expect(readLoadBalancer(environment("happyrobot-dev"), CLUSTER)?.target).toMatchObject({
      dualStack: false,
      hasHealth: true,
    });
  });

  test("that a cluster was deployed without is asked for by the name of its output", () => {
    expect(() => present(undefined, "cluster", "loadBalancerArn", "threa-scaled")).toThrow(
      expect.objectContaining({
        code: "CONTRACT_BROKEN",
        message: expect.stringContaining("loadBalancerArn"),
        hint: "nx deploy cluster -c threa-scaled",
      }),
    );
  });
});
