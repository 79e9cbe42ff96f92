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
    ...checkRouter(edge.router, dns, cluster.loadBalancer.enabled),
  ];
}

/** A router's backends exist, and all its names lie in a zone at Cloudflare. */
function checkRouter(
  router: Environment["edge"]["router"],
  dns: Environment["dns"],
  hasLoadBalancer: boolean,
): Problem[] {
  if (router === undefined) return [];
  const at = (...path: string[]) => ["edge", "router", ...path];
  const problems: Problem[] = [];
  const zone = dns.provider === "cloudflare" ? dns.zone : undefined;
  if (zone === undefined) {
    return [{ path: at(), message: "runs at Cloudflare: set dns.provider: cloudflare, and dns.zone" }];
  }
  const inZone = (host: string) => host === zone || host.endsWith(`.${zone}`);
  const keys = Object.keys(router.backends);
  if (!keys.includes(router.active)) {
    problems.push({
      path: at("active"),
      message: `no such backend${didYouMean(router.active, keys)}; there are: ${keys.join(", ")}`,
    });
  }
  if (dns.names.includes(router.host)) {
    problems.push({ path: at("host"), message: "stands in dns.names too: it is the Worker's, or the load balancer's" });
  }
  if (!inZone(router.host)) problems.push({ path: at("host"), message: `does not lie in the zone ${zone}` });
  for (const [key, { host, loadBalancer, lightsail }] of Object.entries(router.backends)) {
    const path = at("backends", key);
    if (!inZone(host)) problems.push({ path: [...path, "host"], message: `does not lie in the zone ${zone}` });
    if (host === router.host)
      problems.push({ path: [...path, "host"], message: "is the router's own: it would call itself" });
    if ((loadBalancer === undefined) === (lightsail === undefined)) {
      problems.push({ path, message: "is one of the two: loadBalancer: true, or lightsail" });
    }
    if (loadBalancer === true && !hasLoadBalancer) {
      problems.push({ path: [...path, "loadBalancer"], message: "needs cluster.loadBalancer.enabled: true" });
    }
  }
  return problems;
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
  if (dns.names.length > 0 && cdn.certificateArn === undefined && dns.provider === "none") {
    problems.push({
      path: ["edge", "cdn", "certificateArn"],
      message: "is required: without a zone of dns.provider, no certificate for dns.names can be validated",
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
