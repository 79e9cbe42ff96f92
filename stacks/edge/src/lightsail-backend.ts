import * as aws from "@pulumi/aws";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { launchScript } from "./launch-script.ts";
import { type LightsailSettings, planPorts } from "./lightsail-plan.ts";
import { proxiedName } from "./proxied-name.ts";
import type { PublicZone } from "./public-zone.ts";

export interface LightsailBackendArgs {
  /** Name by which the router calls it. */
  readonly host: string;
  readonly lightsail: LightsailSettings;
  readonly zone: PublicZone;
  /** A tunnel that exists; a secret. */
  readonly tunnelId: pulumi.Output<string>;
}

/**
 * A Lightsail instance that is reached through a Cloudflare tunnel only: cloudflared on it calls Cloudflare, and nobody
 * calls the instance but for SSH. So it needs no address that lasts.
 */
export class LightsailBackend extends pulumi.ComponentResource {
  constructor(name: string, args: LightsailBackendArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:LightsailBackend", name, {}, options);
    const { host, lightsail, tunnelId, zone } = args;
    const { accountId, zoneId } = zone;
    const { token } = cloudflare.getZeroTrustTunnelCloudflaredTokenOutput({ accountId, tunnelId }, { parent: this });
    const instance = new aws.lightsail.Instance(
      name,
      {
        name: lightsail.name,
        availabilityZone: lightsail.zone,
        blueprintId: lightsail.blueprint,
        bundleId: lightsail.bundle,
        keyPairName: lightsail.keyPair,
        userData: pulumi.secret(token).apply(launchScript),
      },
      // It runs at the first start only, and a change of it would replace the instance with all that is on it. After a
      // rotation of the tunnel's token, run `cloudflared service install` on the instance, or replace it on purpose.
      { parent: this, ignoreChanges: ["userData"] },
    );
    new aws.lightsail.InstancePublicPorts(
      name,
      { instanceName: instance.name, portInfos: planPorts(lightsail.sshCidrs) },
      {
        parent: this,
        // To delete an old list is to close its ports, those of the new list as well: it goes first.
        deleteBeforeReplace: true,
        // A new instance has its default ports open, under the same name.
        replaceWith: [instance],
      },
    );
    new cloudflare.ZeroTrustTunnelCloudflaredConfig(
      name,
      {
        accountId,
        tunnelId,
        source: "cloudflare",
        config: {
          ingresses: [
            { hostname: host, service: `http://localhost:${lightsail.port}` },
            // The last rule has to take whatever is left. Source: Cloudflare documentation, "Ingress rules".
            { service: "http_status:404" },
          ],
        },
      },
      { parent: this },
    );
    proxiedName(host, zoneId, pulumi.interpolate`${tunnelId}.cfargotunnel.com`, this);
    this.registerOutputs();
  }
}
