import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName } from "@strata/shared-config";
import { AccessLogs } from "./access-logs.ts";
import { IssuedCertificate } from "./certificate.ts";
import type { EntryOutputs } from "./entry-outputs.ts";
import { givenCertificate } from "./given-certificate.ts";
import type { HostedZone } from "./hosted-zone.ts";
import { Listeners } from "./listeners.ts";
import { LoadBalancer } from "./load-balancer.ts";

export interface PublicEntryArgs {
  readonly environment: Environment;
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  /** The zone that is made here, if one is. */
  readonly zone: HostedZone | undefined;
}

/** The way in from the internet: a load balancer, the listeners on it, their certificate, and the log of each request. */
export class PublicEntry extends pulumi.ComponentResource {
  readonly outputs: EntryOutputs;

  constructor(name: string, args: PublicEntryArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:PublicEntry", name, {}, options);
    const { environment } = args;
    const settings = environment.cluster.loadBalancer;
    const accessLogs = settings.accessLogs.enabled
      ? new AccessLogs(logicalName("access-logs"), settings.accessLogs, { parent: this })
      : undefined;
    const loadBalancer = new LoadBalancer(
      logicalName("load-balancer"),
      { settings, subnetIds: args.subnetIds, securityGroupId: args.securityGroupId, accessLogs },
      { parent: this },
    );
    const listeners = new Listeners(
      logicalName("listeners"),
      { settings, loadBalancerArn: loadBalancer.arn, certificateArn: this.#certificate(args) },
      { parent: this },
    );
    this.outputs = {
      loadBalancerArn: loadBalancer.arn,
      loadBalancerArnSuffix: loadBalancer.arnSuffix,
      loadBalancerDnsName: loadBalancer.dnsName,
      loadBalancerZoneId: loadBalancer.zoneId,
      listenerArn: listeners.mainArn,
      listenerArns: listeners.servingArns,
      listenerScheme: listeners.mainScheme,
    };
    this.registerOutputs();
  }

  /** The certificate of the listener on 443: the one that was given, or one that is requested and validated here. */
  #certificate({ environment: { cluster, dns }, zone }: PublicEntryArgs): pulumi.Input<string> | undefined {
    const { https } = cluster.loadBalancer;
    if (https === false) return undefined;
    const { certificateArn, domain } = https;
    if (certificateArn !== undefined) return givenCertificate(certificateArn, dns.names, this);
    if (domain === undefined) return undefined;
    return new IssuedCertificate(logicalName("certificate"), { domain, dns, zone }, { parent: this }).arn;
  }
}
