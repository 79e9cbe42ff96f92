import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import type { AccessLogs } from "./access-logs.ts";

export interface LoadBalancerArgs {
  readonly settings: Environment["cluster"]["loadBalancer"];
  /** Public subnets, in at least two zones. */
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  /** @default - requests are not logged */
  readonly accessLogs: AccessLogs | undefined;
}

/**
 * The application load balancer. Not awsx's: that one always makes a target group of its own beside it, and target
 * groups belong to the layer that runs the services.
 */
export class LoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of the DNS name, for alias records. */
  readonly zoneId: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:LoadBalancer", name, {}, options);
    const { settings, accessLogs } = args;
    const loadBalancer = new aws.lb.LoadBalancer(
      name,
      {
        name: settings.name,
        loadBalancerType: "application",
        internal: false,
        subnets: args.subnetIds,
        securityGroups: [args.securityGroupId],
        idleTimeout: settings.idleTimeoutSeconds,
        enableCrossZoneLoadBalancing: settings.crossZone,
        enableDeletionProtection: settings.deletionProtection,
        // Headers that targets could read in two ways are a way to smuggle requests past the load balancer.
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        ...(accessLogs === undefined ? {} : { accessLogs: { enabled: true, bucket: accessLogs.bucket } }),
      },
      { parent: this },
    );
    this.arn = loadBalancer.arn;
    this.arnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    this.registerOutputs({ arn: this.arn });
  }
}
