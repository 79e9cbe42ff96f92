import { defineLayer, required } from "@strata/shared-config/layer";
import { Compute } from "./src/compute.ts";
import { ExecutionRole } from "./src/execution-role.ts";
import { PublicEntry } from "./src/public-entry.ts";
import { Repositories } from "./src/repositories.ts";

export default defineLayer("cluster", async ({ environment, upstream }) => {
  const network = await upstream("network");

  const compute = new Compute("compute", environment.cluster);
  const repositories = new Repositories("repositories", environment.cluster.repositories);
  const executionRole = new ExecutionRole("execution-role", environment);
  const entry = environment.cluster.loadBalancer.enabled
    ? new PublicEntry("entry", {
        environment,
        subnetIds: network.publicSubnetIds,
        // Without one AWS takes the VPC's default group, which lets nothing through.
        securityGroupId: required(network.loadBalancerSecurityGroupId, "network", "loadBalancerSecurityGroupId"),
      })
    : undefined;

  return {
    ecsClusterArn: compute.clusterArn,
    ecsClusterName: compute.clusterName,
    capacityProviders: compute.capacityProviders,
    executionRoleArn: executionRole.arn,
    repositoryUrls: repositories.urls,
    loadBalancerArn: entry?.loadBalancer.arn,
    loadBalancerArnSuffix: entry?.loadBalancer.arnSuffix,
    loadBalancerDnsName: entry?.loadBalancer.dnsName,
    loadBalancerZoneId: entry?.loadBalancer.zoneId,
    listenerArn: entry?.listeners.mainArn,
    listenerArns: entry?.listeners.servingArns,
    listenerScheme: entry?.listeners.mainScheme,
  };
});
