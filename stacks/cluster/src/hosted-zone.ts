import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";

/**
 * The public zone that is made for the platform's names. It lies here, and not with the records in it, because the
 * listener's certificate is validated in it.
 */
export class HostedZone extends pulumi.ComponentResource {
  readonly zoneId: pulumi.Output<string>;
  /** What the domain's registrar has to name. */
  readonly nameServers: pulumi.Output<string[]>;

  constructor(name: string, args: { readonly domain: string }, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:HostedZone", name, {}, options);
    const zone = new aws.route53.Zone(
      name,
      { name: args.domain, comment: "Made by the cluster layer" },
      { parent: this },
    );
    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.registerOutputs({ zoneId: this.zoneId });
  }
}

/** The zone, where dns.createZone says that it is made. */
export function hostedZone(name: string, { createZone, zone }: Environment["dns"]): HostedZone | undefined {
  return createZone && zone !== undefined ? new HostedZone(name, { domain: zone }) : undefined;
}
