import { defineLayer, required } from "@strata/shared-config/layer";
import { Backup } from "./src/backup.ts";
import { Postgres } from "./src/postgres.ts";
import { Redis } from "./src/redis.ts";
import { Secrets } from "./src/secrets.ts";

export default defineLayer("data", async (layer) => {
  const { environment } = layer;
  const network = await layer.upstream("network");
  const { postgres: database, redis: cache, backup, publishUrls } = environment.data;
  const { privateSubnetIds: subnetIds, zones } = network;

  const postgres =
    database.mode === "instance" || database.mode === "aurora"
      ? new Postgres("postgres", {
          environment,
          subnetIds,
          zones,
          securityGroupId: required(network.databaseSecurityGroupId, "network", "databaseSecurityGroupId"),
          password: database.password === "config" ? layer.secret("data.postgres.password") : undefined,
        })
      : undefined;
  const external = database.mode === "external" ? { url: layer.secret("data.postgres.url") } : undefined;
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
    database: postgres ?? external,
    cacheUrl: redis?.url,
    config: layer,
    subnetIds,
    securityGroupId: network.serviceSecurityGroupId,
  });

  return {
    databaseIdentifier: postgres?.identifier,
    databaseEndpoint: postgres?.host,
    databaseReaderEndpoint: postgres?.readerHost,
    databasePort: postgres?.port,
    databaseName: postgres && database.database,
    databaseUrl: publishUrls ? (postgres ?? external)?.url : undefined,
    cacheIdentifier: redis?.identifier,
    cacheEndpoint: redis?.host,
    cachePort: redis?.port,
    cacheUrl: publishUrls ? redis?.url : undefined,
    backupVaultArn: backup.enabled ? new Backup("backup", environment).vaultArn : undefined,
    secretReferences: secrets.references,
  };
});
