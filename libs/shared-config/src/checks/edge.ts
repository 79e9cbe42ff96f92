import type { Problem } from "../load/problems.ts";
import { didYouMean } from "../nearest.ts";
import type { Environment } from "../resolve.ts";

/** Route 53 writes its query logs to this region only. Source: Route 53 Developer Guide, "Public DNS query logging". */
const QUERY_LOG_REGION = "us-east-1";

export function checkEdge({ aws, edge, dns, cluster }: Environment): Problem[] {
  return [
    ...checkQueryLogs(dns, aws.residency),
    ...checkCdn(edge.cdn, dns, cluster.loadBalancer.https),
    ...checkCountedRules(edge.waf),
  ];
}

function checkQueryLogs(dns: Environment["dns"], residency: Environment["aws"]["residency"]): Problem[] {
  if (!dns.queryLogs) return [];
  const path = ["dns", "queryLogs"];
  if (!dns.createZone)
    return [{ path, message: "needs dns.createZone: a zone that is looked up belongs to somebody else" }];
  const allowed = residency.length === 0 || residency.includes(QUERY_LOG_REGION);
  return allowed
    ? []
    : [{ path, message: `lie in ${QUERY_LOG_REGION}, outside the data residency: ${residency.join(", ")}` }];
}

function checkCdn(
  cdn: Environment["edge"]["cdn"],
  dns: Environment["dns"],
  https: Environment["cluster"]["loadBalancer"]["https"],
): Problem[] {
  if (!cdn.enabled) return [];
  const problems: Problem[] = [];
  if (https !== false && dns.names.length === 0) {
    // CloudFront holds the load balancer's certificate against the name that the viewer asked for.
    problems.push({
      path: ["edge", "cdn", "enabled"],
      message:
        "needs dns.names where the load balancer speaks HTTPS: its certificate is for a name of yours, not of AWS",
    });
  }
  if (dns.names.length > 0 && cdn.certificateArn === undefined && (dns.provider === "none" || dns.createZone)) {
    problems.push({
      path: ["edge", "cdn", "certificateArn"],
      message: "is required: without an existing zone of dns.provider, no certificate for dns.names can be validated",
    });
  }
  return problems;
}

function checkCountedRules(waf: Environment["edge"]["waf"]): Problem[] {
  return waf.countedRules.flatMap((rule, index) => {
    const group = rule.slice(0, rule.indexOf("/"));
    if (waf.managedRuleGroups.includes(group)) return [];
    return [
      {
        path: ["edge", "waf", "countedRules", index],
        message: `names no group of managedRuleGroups${didYouMean(group, waf.managedRuleGroups)}`,
      },
    ];
  });
}
