import { type Environment, findRoot, loadEnvironment, type Overrides } from "@strata/shared-config";
import type { Watched } from "../src/watched.ts";

/** An environment of this repository, with settings on top as a stack's config would give them. */
export function environment(name: string, overrides: Overrides = {}): Environment {
  return loadEnvironment(findRoot(import.meta.dirname) ?? "", name, overrides);
}

/** What there is to watch in an environment, by names that the layers below could have given. */
export function watchedIn(environment: Environment) {
  const { cluster, data, edge } = environment;
  const balanced = cluster.loadBalancer.enabled;
  return {
    clusterName: cluster.name,
    services: Object.entries(environment.services).map(([key, service]) => ({
      key,
      serviceName: service.name,
      logGroupName: service.logGroup,
      targetGroup: service.exposure === "loadBalancer" ? `targetgroup/${key}/943f017f100becff` : undefined,
      watchesTargets: service.alarms.unhealthyTargets,
      calls: Object.keys(service.calls),
    })),
    database: ["none", "external"].includes(data.postgres.mode)
      ? undefined
      : { identifier: data.postgres.identifier, cluster: data.postgres.mode === "aurora" },
    cacheNodes: data.redis.mode === "none" ? [] : [data.redis.identifier],
    loadBalancer: balanced ? `app/${cluster.loadBalancer.name}/50dc6c495c0c9188` : undefined,
    webAcl: edge.waf.enabled ? `${environment.naming.base}-waf` : undefined,
    publicUrls: balanced ? ["https://app.example.com"] : [],
  } satisfies Watched;
}
