import { describe, expect, test } from "vitest";
import { planRules, requireTokenRule } from "../src/firewall-rules.ts";
import { environment } from "./environment.ts";

const { waf } = environment("happyrobot-prod").edge;

describe("a web ACL", () => {
  test("asks the rate limit first, and then each managed group", () => {
    expect(planRules(waf, "source").map(({ name, priority }) => [priority, name])).toEqual([
      [0, "rate-limit"],
      [1, "AWSManagedRulesCommonRuleSet"],
      [2, "AWSManagedRulesKnownBadInputsRuleSet"],
      [3, "AWSManagedRulesAmazonIpReputationList"],
    ]);
  });

  test("has no rate limit where there is none", () => {
    expect(planRules({ ...waf, rateLimit: false }, "source").map(({ name, priority }) => [priority, name])[0]).toEqual([
      0,
      "AWSManagedRulesCommonRuleSet",
    ]);
  });

  test("blocks an address that sends more requests in the window than the limit", () => {
    expect(planRules(waf, "source")[0]).toMatchObject({
      action: { block: {} },
      statement: { rateBasedStatement: { aggregateKeyType: "IP", limit: 1000, evaluationWindowSec: 300 } },
    });
  });

  test("counts by the address that a proxy names, and blocks whoever forges it", () => {
    expect(planRules(waf, { header: "CF-Connecting-IP" })[0]?.statement).toEqual({
      rateBasedStatement: {
        aggregateKeyType: "FORWARDED_IP",
        forwardedIpConfig: { headerName: "CF-Connecting-IP", fallbackBehavior: "MATCH" },
        limit: 1000,
        evaluationWindowSec: 300,
      },
    });
  });

  test("lets a managed group block, but for the rules that only count", () => {
    const counting = { ...waf, countedRules: ["AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"] };
    const [, common, badInputs] = planRules(counting, "source");
    expect(common).toMatchObject({
      overrideAction: { none: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: "AWS",
          ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
        },
      },
    });
    expect(badInputs).toMatchObject({ statement: { managedRuleGroupStatement: { ruleActionOverrides: [] } } });
  });

  test("has metrics of each rule", () => {
    for (const rule of [...planRules(waf, "source"), requireTokenRule("token")]) {
      expect(rule.visibilityConfig).toMatchObject({ metricName: rule.name, cloudwatchMetricsEnabled: true });
    }
  });
});
