import { defineLayer, required } from "@strata/shared-config/layer";
import { Postgres } from "./src/postgres.ts";
import { Redis } from "./src/redis.ts";
import { Secrets } from "./src/secrets.ts";

export default defineLayer("data", async (layer) => {
  const { environment } = layer;
  const network = await layer.upstream("network");
  const { postgres: database, redis: cache } = environment.data;
  const subnetIds = network.privateSubnetIds;

  const postgres =
    database.mode === "none"
      ? undefined
      : new Postgres("postgres", {
          environment,
          subnetIds,
          securityGroupId: required(network.databaseSecurityGroupId, "network", "databaseSecurityGroupId"),
          password: database.password === "config" ? layer.secret("data.postgres.password") : undefined,
        });
  const redis =
    cache.mode === "none"
      ? undefined
      : new Redis("redis", {
          redis: cache,
          subnetIds,
          securityGroupId: required(network.cacheSecurityGroupId, "network", "cacheSecurityGroupId"),
        });
  const secrets = new Secrets("secrets", {
    environment,
    postgres,
    redis,
    subnetIds,
    securityGroupId: network.serviceSecurityGroupId,
  });

  return {
    databaseIdentifier: postgres?.identifier,
    databaseEndpoint: postgres?.host,
    databasePort: postgres?.port,
    databaseName: postgres && database.database,
    cacheIdentifier: redis?.identifier,
    cacheEndpoint: redis?.host,
    cachePort: redis?.port,
    secretReferences: secrets.references,
  };
});
