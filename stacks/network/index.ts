import * as aws from "@pulumi/aws";
import { defineLayer } from "@strata/shared-config/layer";
import { Endpoints } from "./src/endpoints.ts";
import { FlowLogs } from "./src/flow-logs.ts";
import { PlatformVpc } from "./src/platform-vpc.ts";
import { TrustMap } from "./src/trust-map.ts";

export default defineLayer("network", async ({ environment }) => {
  const { network, naming } = environment;
  const available = await aws.getAvailabilityZones({ state: "available" });
  const zones = available.names.slice(0, network.zones);

  const vpc = new PlatformVpc("vpc", { network, base: `${naming.base}${naming.suffix}`, zones });
  const trust = new TrustMap("trust", { environment, vpcId: vpc.vpcId });
  if (network.endpoints.enabled) {
    new Endpoints("endpoints", {
      environment,
      vpcId: vpc.vpcId,
      subnetIds: vpc.privateSubnetIds,
      routeTableIds: vpc.routeTableIds,
      securityGroupId: trust.groupIds.endpoints ?? trust.serviceGroupId,
    });
  }
  if (network.flowLogs.enabled) new FlowLogs("flow-logs", { environment, vpcId: vpc.vpcId });

  return {
    vpcId: vpc.vpcId,
    vpcCidr: network.cidr,
    zones,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    serviceSecurityGroupId: trust.serviceGroupId,
    loadBalancerSecurityGroupId: trust.groupIds.loadBalancer,
    databaseSecurityGroupId: trust.groupIds.database,
    cacheSecurityGroupId: trust.groupIds.cache,
  };
});
