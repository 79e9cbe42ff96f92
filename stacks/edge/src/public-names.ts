import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Target } from "./load-balancer.ts";
import { planAliases } from "./name-plan.ts";
import { proxiedName } from "./proxied-name.ts";
import type { PublicZone } from "./public-zone.ts";

export interface PublicNamesArgs {
  readonly names: readonly string[];
  readonly zone: PublicZone;
  readonly target: Target;
}

/** The records by which the public finds the platform. */
export class PublicNames extends pulumi.ComponentResource {
  constructor(name: string, args: PublicNamesArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:PublicNames", name, {}, options);
    const { zoneId, provider } = args.zone;
    if (provider === "cloudflare") {
      for (const record of args.names) proxiedName(record, zoneId, args.target.dnsName, this);
    } else {
      const { dnsName, zoneId: targetZone, hasHealth, dualStack } = args.target;
      const aliases = [{ name: dnsName, zoneId: targetZone, evaluateTargetHealth: hasHealth }];
      for (const { key, ...row } of planAliases(args.names, dualStack)) {
        new aws.route53.Record(key, { ...row, zoneId, aliases }, { parent: this });
      }
    }
    this.registerOutputs();
  }
}
