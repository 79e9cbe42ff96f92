import * as pulumi from "@pulumi/pulumi";
import { defineLayer } from "@strata/shared-config/layer";
import { planDeployed } from "./src/deployed-plan.ts";
import { Migration } from "./src/migration.ts";
import { MigrationGate } from "./src/migration-gate.ts";
import { planRoles } from "./src/role-plan.ts";
import { allowSecrets } from "./src/secret-access.ts";
import { deployedOf, internalUrlsOf, pick, urlsOf } from "./src/service-outputs.ts";
import { deployServices } from "./src/services.ts";
import { sharedRoles } from "./src/task-role.ts";

export default defineLayer("services", async ({ environment: whole, upstream }) => {
  const [network, data, cluster] = await Promise.all([upstream("network"), upstream("data"), upstream("cluster")]);
  const { environment, leftOut } = planDeployed(whole, data.lastDeployed.secretReferences);
  for (const line of leftOut) pulumi.log.info(line);

  const { secretReferences } = data;
  const { executionRoleName } = cluster;
  const platform = {
    environment,
    network,
    cluster,
    secretReferences,
    secretAccess: allowSecrets({ environment, secretReferences, executionRoleName }),
    sharedRoles: sharedRoles(planRoles(environment.services), environment.aws.region),
    gate:
      environment.migration?.run === "beforeServices"
        ? new MigrationGate(environment, environment.migration)
        : undefined,
  };

  const services = deployServices(platform);
  const migration =
    environment.migration && new Migration("migration", { ...environment.migration, platform, services });
  if (migration !== undefined) platform.gate?.standsFor(migration);

  return {
    serviceNames: pick(services, ({ ecsService }) => ecsService.name),
    serviceArns: pick(services, ({ ecsService }) => ecsService.arn),
    taskDefinitionArns: pick(services, ({ ecsService }) => ecsService.taskDefinition.apply((arn) => arn ?? "")),
    logGroupNames: pick(services, ({ logGroupName }) => logGroupName),
    targetGroupArns: pick(services, ({ route }) => route?.targetGroupArn),
    targetGroupArnSuffixes: pick(services, ({ route }) => route?.targetGroupArnSuffix),
    urls: urlsOf(environment, cluster),
    internalUrls: internalUrlsOf(environment),
    deployed: deployedOf(environment),
    migration: migration?.run,
  };
});
