import { checkCloudflareToken, defineLayer, required } from "@strata/shared-config/layer";
import { requestsCertificate } from "./src/certificate-plan.ts";
import { Compute } from "./src/compute.ts";
import { ExecutionRole } from "./src/execution-role.ts";
import { adoptEntry } from "./src/existing-entry.ts";
import { hostedZone } from "./src/hosted-zone.ts";
import { serviceConnectNamespace } from "./src/namespace.ts";
import { PublicEntry } from "./src/public-entry.ts";
import { Repositories } from "./src/repositories.ts";

export default defineLayer("cluster", async ({ environment, upstream }) => {
  const { cluster, dns } = environment;
  const network = await upstream("network");
  // What may refuse comes first: nothing is half made.
  if (dns.provider === "cloudflare" && requestsCertificate(environment)) checkCloudflareToken();
  const adopted = await adoptEntry(environment);

  const compute = new Compute("compute", { environment, network });
  const namespace = serviceConnectNamespace("namespace", environment);
  const repositories = new Repositories("repositories", cluster.repositories);
  const executionRole = new ExecutionRole("execution-role", environment);
  const zone = hostedZone("zone", dns);
  const made =
    cluster.loadBalancer.enabled && adopted === undefined
      ? new PublicEntry("entry", {
          environment,
          subnetIds: network.publicSubnetIds,
          // Without one AWS takes the VPC's default group, which lets nothing through.
          securityGroupId: required(network.loadBalancerSecurityGroupId, "network", "loadBalancerSecurityGroupId"),
          zone,
        })
      : undefined;

  return {
    ecsClusterArn: compute.clusterArn,
    ecsClusterName: compute.clusterName,
    capacityProviders: compute.capacityProviders,
    poolProviders: compute.poolProviders,
    executionRoleArn: executionRole.arn,
    executionRoleName: executionRole.roleName,
    serviceConnectNamespaceArn: namespace?.arn,
    repositoryUrls: repositories.urls,
    zoneId: zone?.zoneId,
    nameServers: zone?.nameServers,
    ...(adopted ?? made?.outputs),
  };
});
