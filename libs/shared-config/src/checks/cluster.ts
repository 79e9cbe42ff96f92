import type { Problem } from "../load/problems.ts";
import type { Environment } from "../resolve.ts";
import { checkPools } from "./capacity.ts";

export function checkCluster(environment: Environment): Problem[] {
  return [...checkPublicEntry(environment), ...checkExisting(environment), ...checkPools(environment)];
}

/** An existing load balancer is its owner's: what is said of one that is made has no place. */
function checkExisting({ cluster, network, services, aws }: Environment): Problem[] {
  const { existing, https, accessLogs, enabled } = cluster.loadBalancer;
  const problems: Problem[] = [];
  const at = (...path: string[]) => ["cluster", "loadBalancer", ...path];
  if (https !== false && https.certificateArn !== undefined && regionOf(https.certificateArn) !== aws.region) {
    problems.push({
      path: at("https", "certificateArn"),
      message: `lies in ${regionOf(https.certificateArn)}; a load balancer takes certificates of its own region, ${aws.region}`,
    });
  }
  if (existing === undefined) return problems;
  if (!enabled) problems.push({ path: at("existing"), message: "needs cluster.loadBalancer.enabled: true" });
  if (https !== false)
    problems.push({ path: at("https"), message: "the certificate of an existing load balancer is its owner's" });
  if (accessLogs.enabled) {
    problems.push({
      path: at("accessLogs", "enabled"),
      message: "the logs of an existing load balancer are its owner's",
    });
  }
  if (regionOf(existing.arn) !== aws.region) {
    problems.push({ path: at("existing", "arn"), message: `lies in ${regionOf(existing.arn)}, not in ${aws.region}` });
  }
  const groups = network.existing?.securityGroups;
  const reached = Object.values(services).some(({ exposure }) => exposure === "loadBalancer");
  if (groups !== undefined && groups.loadBalancer === undefined && groups.services === undefined && reached) {
    problems.push({
      path: ["network", "existing", "securityGroups", "loadBalancer"],
      message: "is required: services behind an existing load balancer are reached from its group",
    });
  }
  if (network.existing === undefined) {
    problems.push({ path: at("existing"), message: "lies in a VPC that exists: set network.existing" });
  }
  return problems;
}

/** `arn:<partition>:<service>:<region>:…`. Source: IAM User Guide, "Identify AWS resources with ARNs". */
function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}

function checkPublicEntry({ cluster, dns, edge, observability, data }: Environment): Problem[] {
  const { loadBalancer } = cluster;
  const { https } = loadBalancer;
  const problems: Problem[] = [];
  const say = (path: readonly string[], message: string) => problems.push({ path, message });

  if (https !== false && https.certificateArn === undefined && https.domain !== undefined) {
    const at = ["cluster", "loadBalancer", "https", "domain"];
    if (dns.provider === "none" || dns.zone === undefined) {
      say(at, "a certificate is validated in a zone: set dns.provider and dns.zone, or give certificateArn instead");
    } else if (!within(https.domain, dns.zone)) say(at, `does not lie in the zone ${dns.zone}`);
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
