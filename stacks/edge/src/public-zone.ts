import * as aws from "@pulumi/aws";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";

/** The zone that public names lie in, at Route 53 or at Cloudflare: looked up, or made where dns.createZone says so. */
export class PublicZone extends pulumi.ComponentResource {
  readonly provider: "route53" | "cloudflare";
  readonly zoneId: pulumi.Output<string>;
  /** What the domain's registrar has to name. */
  readonly nameServers: pulumi.Output<string[]>;

  constructor(name: string, dns: Environment["dns"], options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:PublicZone", name, {}, options);
    const domain = dns.zone ?? "";
    if (dns.provider === "cloudflare") {
      const zone = cloudflare.getZoneOutput({ filter: { name: domain } }, { parent: this });
      this.provider = "cloudflare";
      this.zoneId = zone.zoneId;
      this.nameServers = zone.nameServers;
    } else {
      const zone = dns.createZone
        ? new aws.route53.Zone(name, { name: domain, comment: "Made by the edge layer" }, { parent: this })
        : aws.route53.getZoneOutput({ name: domain, privateZone: false }, { parent: this });
      this.provider = "route53";
      this.zoneId = zone.zoneId;
      this.nameServers = zone.nameServers;
    }
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}
