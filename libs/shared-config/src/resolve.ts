import { resolveServices } from "./resolve-services.ts";
import type { EnvironmentSettings } from "./schema/environment.ts";

/** `T` with everything in it readonly. */
type Deep<T> = T extends (infer Item)[]
  ? readonly Deep<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Deep<T[Key]> }
    : T;

/**
 * A complete description of an environment: every name that a layer gives to something physical is in it, and nothing
 * is left to decide but what is marked optional because it may be absent.
 */
export type Environment = Deep<ReturnType<typeof resolveEnvironment>>;

/** One service of an environment. */
export type Service = Environment["services"][string];

/**
 * Fills in the names that follow from others, and puts the suffix on every physical name.
 * @param name of the environment, which is also the name of its stacks
 */
export function resolveEnvironment(name: string, settings: EnvironmentSettings) {
  const { suffix } = settings.naming;
  const base = settings.naming.base ?? settings.app;
  const physical = (given: string | undefined, fallback: string) => `${given ?? fallback}${suffix}`;
  const { postgres, redis, secrets, unprotected } = settings.data;
  const { loadBalancer, capacity } = settings.cluster;
  const { router } = settings.edge;
  const clusterName = physical(settings.cluster.name, base);
  return {
    ...settings,
    name,
    naming: { base, suffix, environment: settings.naming.environment ?? settings.tier },
    data: {
      ...settings.data,
      postgres: {
        ...postgres,
        identifier: physical(postgres.identifier, `${base}-postgres`),
        database: postgres.database ?? settings.app.replaceAll("-", "_"),
        username: postgres.username ?? `${settings.app.replaceAll("-", "_")}_admin`,
        deletionProtection: postgres.deletionProtection && !unprotected,
      },
      redis: {
        ...redis,
        identifier: physical(undefined, `${base}-redis`),
        deletionProtection: redis.deletionProtection && !unprotected,
      },
      secrets: { ...secrets, path: physical(secrets.path, `/${settings.app}`) },
    },
    cluster: {
      ...settings.cluster,
      name: clusterName,
      serviceConnectNamespace: physical(settings.cluster.serviceConnectNamespace, settings.cluster.name ?? base),
      capacity: {
        ...capacity,
        pools: mapEntries(capacity.pools, (pool, key) => ({
          ...pool,
          name: pool.name === undefined ? `${clusterName}-${key}` : physical(pool.name, ""),
          desired: pool.desired ?? pool.min,
        })),
      },
      repositories: mapEntries(settings.cluster.repositories, (repository, key) => ({
        ...repository,
        name: physical(repository.name, `${base}-${key}`),
      })),
      loadBalancer: {
        ...loadBalancer,
        name: physical(loadBalancer.name, `${base}-alb`),
        accessLogs: {
          ...loadBalancer.accessLogs,
          bucket: physical(loadBalancer.accessLogs.bucket, `${base}-alb-access-logs-${settings.tier}`),
        },
      },
    },
    ...resolveServices(settings),
    edge: {
      ...settings.edge,
      router: router && {
        ...router,
        name: physical(router.name, ""),
        backends: mapEntries(router.backends, (backend, key) => ({
          ...backend,
          lightsail: backend.lightsail && {
            ...backend.lightsail,
            name: physical(backend.lightsail.name, `${base}-${key}`),
            zone: backend.lightsail.zone ?? `${settings.aws.region}a`,
          },
        })),
      },
    },
    observability: {
      ...settings.observability,
      dashboardName: physical(settings.observability.dashboardName, `${base}-${settings.tier}`),
    },
  };
}

function mapEntries<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
