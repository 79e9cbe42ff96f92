import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";

export interface EndpointsArgs {
  readonly environment: Environment;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string[]>;
  readonly routeTableIds: pulumi.Input<string[]>;
  /** @default - none, which is enough for gateways */
  readonly securityGroupId: pulumi.Input<string> | undefined;
}

/** VPC endpoints: a gateway for S3, which costs nothing, and an interface in each zone for every other service. */
export class Endpoints extends pulumi.ComponentResource {
  constructor(name: string, args: EndpointsArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:network:Endpoints", name, {}, options);
    const { aws: account, network, naming } = args.environment;
    for (const service of network.endpoints.services) {
      const common = {
        vpcId: args.vpcId,
        serviceName: `com.amazonaws.${account.region}.${service}`,
        tags: { Name: `${naming.base}-${service}${naming.suffix}` },
      };
      const kind =
        service === "s3"
          ? { vpcEndpointType: "Gateway", routeTableIds: args.routeTableIds }
          : {
              vpcEndpointType: "Interface",
              privateDnsEnabled: true,
              subnetIds: args.subnetIds,
              securityGroupIds: args.securityGroupId === undefined ? [] : [args.securityGroupId],
            };
      new aws.ec2.VpcEndpoint(service.replaceAll(".", "-"), { ...common, ...kind }, { parent: this });
    }
    this.registerOutputs();
  }
}
