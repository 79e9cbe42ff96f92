import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";

export type Rule = aws.types.input.wafv2.WebAclRule;

/** Where a client's address stands: the packet's source, or a header that a proxy in front of us overwrites. */
export type ClientAddress = "source" | { readonly header: string };

/** Header by which the load balancer knows the distribution. */
export const ORIGIN_HEADER = "x-strata-origin";

/**
 * The rules of a web ACL, in the order in which it asks them: the rate limit, if there is one, then each managed group.
 * @param client how to tell one client from another
 */
export function planRules(waf: Environment["edge"]["waf"], client: ClientAddress): Rule[] {
  const rate = waf.rateLimit === false ? [] : [rateRule(waf.rateLimit, waf.rateWindowSeconds, client)];
  const managed = waf.managedRuleGroups.map((group) => managedRule(group, waf.countedRules));
  return [...rate, ...managed].map((rule, priority) => ({ ...rule, priority }));
}

/**
 * Lets in whoever the statement is true of, in a web ACL that blocks all others.
 * @param priority after the rules that block: it ends the judgement
 */
export function allowRule(statement: Rule["statement"], priority: number): Rule {
  return { name: "allowlist", priority, action: { allow: {} }, statement, visibilityConfig: visibility("allowlist") };
}

/** Blocks each request without the token in {@link ORIGIN_HEADER}. */
export function requireTokenRule(token: pulumi.Input<string>): Rule {
  return {
    name: "require-origin-token",
    priority: 0,
    action: { block: {} },
    statement: {
      notStatement: {
        statement: {
          byteMatchStatement: {
            fieldToMatch: { singleHeader: { name: ORIGIN_HEADER } },
            positionalConstraint: "EXACTLY",
            searchString: token,
            textTransformations: [{ priority: 0, type: "NONE" }],
          },
        },
      },
    },
    // A sample would show a token that is nearly right.
    visibilityConfig: { ...visibility("require-origin-token"), sampledRequestsEnabled: false },
  };
}

/** What CloudWatch sees of a rule or of a web ACL: its counts, and samples of the requests that it met. */
export function visibility(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function rateRule(limit: number, evaluationWindowSec: number, client: ClientAddress): Omit<Rule, "priority"> {
  const key =
    client === "source"
      ? { aggregateKeyType: "IP" }
      : {
          aggregateKeyType: "FORWARDED_IP",
          // An address that is none came from somebody who forges the header.
          forwardedIpConfig: { headerName: client.header, fallbackBehavior: "MATCH" },
        };
  return {
    name: "rate-limit",
    action: { block: {} },
    statement: { rateBasedStatement: { ...key, limit, evaluationWindowSec } },
    visibilityConfig: visibility("rate-limit"),
  };
}

function managedRule(group: string, countedRules: readonly string[]): Omit<Rule, "priority"> {
  const counted = countedRules
    .filter((rule) => rule.startsWith(`${group}/`))
    .map((rule) => rule.slice(group.length + 1));
  return {
    name: group,
    // The group's rules say themselves what they do.
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name: group,
        ruleActionOverrides: counted.map((name) => ({ name, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(group),
  };
}
