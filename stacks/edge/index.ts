import { defineLayer } from "@strata/shared-config/layer";
import { Cdn } from "./src/cdn.ts";
import { Firewall } from "./src/firewall.ts";
import { planFirewall, planOriginLock } from "./src/firewall-plan.ts";
import { readLoadBalancer } from "./src/load-balancer.ts";
import { PublicNames } from "./src/public-names.ts";
import { publicUrls } from "./src/public-urls.ts";
import { PublicZone } from "./src/public-zone.ts";
import { QueryLogs } from "./src/query-logs.ts";
import { Router } from "./src/router.ts";

export default defineLayer("edge", async (layer) => {
  const { environment } = layer;
  const { dns, edge } = environment;
  const cluster = await layer.upstream("cluster");
  const services = await layer.upstream("services");
  const loadBalancer = readLoadBalancer(environment, cluster);

  const zone = dns.provider === "none" ? undefined : new PublicZone("zone", { dns, cluster });
  if (zone !== undefined && dns.queryLogs) new QueryLogs("query-logs", { environment, zoneId: zone.zoneId });

  // A distribution names its web ACL itself; before the load balancer stands then a lock instead.
  const guarded = edge.cdn.enabled ? undefined : loadBalancer?.arn;
  const firewall = edge.waf.enabled
    ? new Firewall("firewall", { ...planFirewall(environment), resourceArn: guarded })
    : undefined;
  const cdn =
    edge.cdn.enabled && loadBalancer !== undefined
      ? new Cdn("cdn", { environment, loadBalancer, zone, webAclArn: firewall?.arn })
      : undefined;
  if (firewall !== undefined && cdn !== undefined) {
    new Firewall("origin-lock", { ...planOriginLock(environment, cdn.originToken), resourceArn: loadBalancer?.arn });
  }

  const target = cdn?.target ?? loadBalancer?.target;
  if (zone !== undefined && target !== undefined && dns.names.length > 0) {
    new PublicNames("names", { names: dns.names, zone, target });
  }
  if (zone !== undefined && edge.router !== undefined) {
    const { router } = edge;
    const tunnelId = (key: string) => layer.secret(`edge.router.backends.${key}.tunnelId`);
    new Router("router", { router, zone, loadBalancer, tunnelId });
  }

  return {
    publicUrls: publicUrls(environment, { cdn, loadBalancer, serviceUrls: services.urls }),
    webAclArn: firewall?.arn,
    distributionDomain: cdn?.domainName,
    zoneId: zone?.zoneId,
    nameServers: zone?.nameServers,
  };
});
