import * as aws from "@pulumi/aws";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { checkCloudflareToken, required, type UpstreamOutputs } from "@strata/shared-config/layer";

export interface PublicZoneArgs {
  readonly dns: Environment["dns"];
  readonly cluster: Pick<UpstreamOutputs<"cluster">, "zoneId" | "nameServers">;
}

/** The zone that public names lie in, at Route 53 or at Cloudflare: looked up, or the one that the cluster layer made. */
export class PublicZone extends pulumi.ComponentResource {
  readonly provider: "route53" | "cloudflare";
  readonly zoneId: pulumi.Output<string>;
  /** What the domain's registrar has to name. */
  readonly nameServers: pulumi.Output<string[]>;
  /** The account at Cloudflare that it belongs to; empty for a zone of Route 53. */
  readonly accountId: pulumi.Output<string>;

  constructor(name: string, { dns, cluster }: PublicZoneArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:PublicZone", name, {}, options);
    const domain = dns.zone ?? "";
    if (dns.provider === "cloudflare") {
      checkCloudflareToken();
      const zone = cloudflare.getZoneOutput({ filter: { name: domain } }, { parent: this });
      this.provider = "cloudflare";
      this.zoneId = zone.zoneId;
      this.nameServers = zone.nameServers;
      this.accountId = zone.account.id;
    } else {
      const zone = dns.createZone
        ? madeZone(cluster)
        : aws.route53.getZoneOutput({ name: domain, privateZone: false }, { parent: this });
      this.provider = "route53";
      this.zoneId = zone.zoneId;
      this.nameServers = zone.nameServers;
      this.accountId = pulumi.output("");
    }
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}

function madeZone(cluster: PublicZoneArgs["cluster"]) {
  return {
    zoneId: required(cluster.zoneId, "cluster", "zoneId"),
    nameServers: required(cluster.nameServers, "cluster", "nameServers"),
  };
}
