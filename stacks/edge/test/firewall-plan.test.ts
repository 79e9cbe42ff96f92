import { describe, expect, test } from "vitest";
import { planFirewall, planOriginLock } from "../src/firewall-plan.ts";
import { environment } from "./environment.ts";

const CDN = { "edge.cdn.enabled": "true" };

describe("the web ACL that the public meets", () => {
  test("lies in the platform's region, before the load balancer", () => {
    expect(planFirewall(environment("happyrobot-prod"))).toMatchObject({
      webAclName: "happyrobot-fde-waf",
      scope: "REGIONAL",
      region: undefined,
      logRetentionDays: 30,
    });
  });

  test("moves to the distribution where there is one", () => {
    const settings = { ...CDN, "aws.residency": "[]" };
    expect(planFirewall(environment("happyrobot-prod", settings))).toMatchObject({
      scope: "CLOUDFRONT",
      region: "us-east-1",
      logRetentionDays: 30,
    });
  });

  test("keeps no logs in a region in which data may not lie", () => {
    expect(planFirewall(environment("happyrobot-prod", CDN)).logRetentionDays).toBeUndefined();
  });

  test("tells clients apart by Cloudflare's header where the router comes through Cloudflare, too", () => {
    const plan = planFirewall(
      environment("suna-prod", { "edge.waf": "{ enabled: true, allowlist: [203.0.113.0/24] }" }),
    );
    expect(plan.allowlist).toEqual({ ranges: ["203.0.113.0/24"], client: { header: "CF-Connecting-IP" } });
  });

  test("tells clients apart by Cloudflare's header where names go through Cloudflare", () => {
    const dns = "{ provider: cloudflare, zone: example.com, names: [threa.example.com] }";
    const [rate] = planFirewall(environment("threa-scaled", { dns, "edge.waf.enabled": "true" })).rules;
    expect(rate?.statement).toMatchObject({ rateBasedStatement: { aggregateKeyType: "FORWARDED_IP" } });
  });
});

test("behind a distribution, the load balancer refuses whoever does not know its token", () => {
  const plan = planOriginLock(environment("happyrobot-prod", CDN), "token");
  expect(plan).toMatchObject({ webAclName: "happyrobot-fde-origin", scope: "REGIONAL" });
  expect(plan.rules).toMatchObject([
    {
      action: { block: {} },
      statement: { notStatement: { statement: { byteMatchStatement: { searchString: "token" } } } },
    },
  ]);
});
