import { defineLayer } from "@strata/shared-config/layer";
import { adoptVpc } from "./src/adopted-vpc.ts";
import { Endpoints } from "./src/endpoints.ts";
import { FlowLogs } from "./src/flow-logs.ts";
import { makeVpc } from "./src/platform-vpc.ts";
import { TrustMap } from "./src/trust-map.ts";

export default defineLayer("network", async ({ environment }) => {
  const { network } = environment;
  const vpc =
    network.existing === undefined ? await makeVpc(environment) : await adoptVpc(environment, network.existing);

  const trust = new TrustMap("trust", { environment, vpcId: vpc.vpcId });
  if (network.endpoints.enabled && "routeTableIds" in vpc) {
    new Endpoints("endpoints", {
      environment,
      vpcId: vpc.vpcId,
      subnetIds: vpc.privateSubnetIds,
      routeTableIds: vpc.routeTableIds,
      securityGroupId: trust.groupIds.endpoints,
    });
  }
  if (network.flowLogs.enabled) new FlowLogs("flow-logs", { environment, vpcId: vpc.vpcId });

  return {
    vpcId: vpc.vpcId,
    vpcCidr: vpc.vpcCidr,
    zones: vpc.zones,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    serviceSecurityGroupId: trust.groupIds.services,
    serviceSecurityGroupIds: trust.serviceGroupIds,
    loadBalancerSecurityGroupId: trust.groupIds.loadBalancer,
    databaseSecurityGroupId: trust.groupIds.database,
    cacheSecurityGroupId: trust.groupIds.cache,
  };
});
