import type { Problem } from "../load/problems.ts";
import type { Environment } from "../resolve.ts";

export function checkCluster({ cluster, dns, edge, observability, data }: Environment): Problem[] {
  const { loadBalancer } = cluster;
  const { https } = loadBalancer;
  const problems: Problem[] = [];
  const say = (path: readonly string[], message: string) => problems.push({ path, message });

  if (https !== false && https.certificateArn === undefined && https.domain !== undefined) {
    const at = ["cluster", "loadBalancer", "https", "domain"];
    if (dns.provider === "none" || dns.zone === undefined) {
      say(at, "a certificate is validated in a zone: set dns.provider and dns.zone, or give certificateArn instead");
    } else if (!within(https.domain, dns.zone)) say(at, `does not lie in the zone ${dns.zone}`);
    else if (dns.createZone) {
      say(at, "a zone that edge is still to make cannot validate it: make the zone first, or give certificateArn");
    }
  }
  if (dns.provider !== "none" && dns.zone === undefined) say(["dns", "zone"], "is required by dns.provider");
  if (dns.createZone && dns.provider !== "route53") say(["dns", "createZone"], "makes Route 53 zones only");
  for (const [index, name] of dns.names.entries()) {
    if (dns.zone !== undefined && !within(name, dns.zone)) {
      say(["dns", "names", String(index)], `does not lie in the zone ${dns.zone}`);
    }
  }
  if (!loadBalancer.enabled) {
    const needs = "needs cluster.loadBalancer.enabled: true";
    if (https !== false) say(["cluster", "loadBalancer", "https"], needs);
    if (loadBalancer.accessLogs.enabled) say(["cluster", "loadBalancer", "accessLogs", "enabled"], needs);
    if (edge.waf.enabled) say(["edge", "waf", "enabled"], needs);
    if (edge.cdn.enabled) say(["edge", "cdn", "enabled"], needs);
    if (dns.names.length > 0) say(["dns", "names"], needs);
    if (Object.values(observability.loadBalancerAlarms).some((value) => value !== undefined && value !== false)) {
      say(["observability", "loadBalancerAlarms"], needs);
    }
  }
  const { connectionsPercent } = observability.databaseAlarms;
  if (connectionsPercent !== undefined && !(Number(data.postgres.parameters.max_connections?.value) > 0)) {
    say(
      ["observability", "databaseAlarms", "connectionsPercent"],
      "is a share of max_connections: set data.postgres.parameters.max_connections to a number",
    );
  }
  return problems;
}

/** Whether a domain name is the zone's own or below it. */
function within(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}
