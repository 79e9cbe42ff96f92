import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { Cdn } from "../src/cdn.ts";
import { environment } from "./environment.ts";
import { asked } from "./recorder.ts";

const target = { dnsName: pulumi.output("alb"), zoneId: pulumi.output("Z1"), dualStack: false, hasHealth: true };
const loadBalancer = { arn: pulumi.output("arn:"), target, scheme: pulumi.output("http" as const) };

test.each([
  ["has IPv6 addresses, too", "false", true],
  [
    "has none where only listed IPv4 ranges may come: who is listed would come by IPv6 and be turned away",
    "[203.0.113.0/24]",
    false,
  ],
])("a distribution %s", async (_what, allowlist, dualStack) => {
  const settings = { "edge.cdn.enabled": "true", "edge.waf.allowlist": allowlist };
  const cdns: Cdn[] = [];
  const resources = await asked(() => {
    const args = { environment: environment("happyrobot-prod", settings), loadBalancer, zone: undefined };
    cdns.push(new Cdn("cdn", { ...args, webAclArn: undefined }));
  });
  const distribution = resources.find(({ type }) => type === "aws:cloudfront/distribution:Distribution");
  expect(distribution?.inputs.isIpv6Enabled).toBe(dualStack);
  expect(cdns[0]?.target.dualStack).toBe(dualStack);
});
