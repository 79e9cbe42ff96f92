import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName } from "@strata/shared-config";
import { AccessLogs } from "./access-logs.ts";
import { IssuedCertificate } from "./certificate.ts";
import { Listeners } from "./listeners.ts";
import { LoadBalancer } from "./load-balancer.ts";

export interface PublicEntryArgs {
  readonly environment: Environment;
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
}

/** The way in from the internet: a load balancer, the listeners on it, their certificate, and the log of each request. */
export class PublicEntry extends pulumi.ComponentResource {
  readonly loadBalancer: LoadBalancer;
  readonly listeners: Listeners;

  constructor(name: string, args: PublicEntryArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:PublicEntry", name, {}, options);
    const { environment } = args;
    const settings = environment.cluster.loadBalancer;
    const accessLogs = settings.accessLogs.enabled
      ? new AccessLogs(logicalName("access-logs"), settings.accessLogs, { parent: this })
      : undefined;
    this.loadBalancer = new LoadBalancer(
      logicalName("load-balancer"),
      { settings, subnetIds: args.subnetIds, securityGroupId: args.securityGroupId, accessLogs },
      { parent: this },
    );
    this.listeners = new Listeners(
      logicalName("listeners"),
      { settings, loadBalancerArn: this.loadBalancer.arn, certificateArn: this.#certificate(environment) },
      { parent: this },
    );
    this.registerOutputs();
  }

  /** The certificate of the listener on 443: the one that was given, or one that is requested and validated here. */
  #certificate({ cluster, dns }: Environment): pulumi.Input<string> | undefined {
    const { https } = cluster.loadBalancer;
    if (https === false) return undefined;
    const { certificateArn, domain } = https;
    if (certificateArn !== undefined || domain === undefined) return certificateArn;
    return new IssuedCertificate(logicalName("certificate"), { domain, dns }, { parent: this }).arn;
  }
}
