import { defineLayer } from "@strata/shared-config/layer";
import { Migration } from "./src/migration.ts";
import { planPlacement } from "./src/placement.ts";
import { ContainerService } from "./src/service.ts";
import { pick, urlsOf } from "./src/service-outputs.ts";

export default defineLayer("services", async ({ environment, upstream }) => {
  const [network, data, cluster] = await Promise.all([upstream("network"), upstream("data"), upstream("cluster")]);
  const platform = {
    environment,
    vpcId: network.vpcId,
    placement: planPlacement(environment, network),
    secretReferences: data.secretReferences,
    cluster,
  };

  const services = Object.fromEntries(
    Object.keys(environment.services).map((key) => [key, new ContainerService(key, { key, platform })]),
  );
  const migration =
    environment.migration && new Migration("migration", { ...environment.migration, platform, services });

  return {
    serviceNames: pick(services, ({ serviceName }) => serviceName),
    serviceArns: pick(services, ({ serviceArn }) => serviceArn),
    logGroupNames: pick(services, ({ logGroupName }) => logGroupName),
    targetGroupArns: pick(services, ({ route }) => route?.targetGroupArn),
    targetGroupArnSuffixes: pick(services, ({ route }) => route?.targetGroupArnSuffix),
    urls: urlsOf(environment, cluster),
    migration: migration?.run,
  };
});
