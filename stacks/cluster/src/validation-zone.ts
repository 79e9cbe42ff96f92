import * as aws from "@pulumi/aws";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName, withoutRootDot } from "@strata/shared-config";
import type { ValidationOption } from "./certificate-plan.ts";

/** Seconds that resolvers may keep a validation record: the least that Cloudflare takes for one that it does not proxy. */
const TTL_SECONDS = 60;

export interface ValidationZoneArgs {
  readonly provider: Environment["dns"]["provider"];
  /** Name of the zone, such as example.com. */
  readonly zone: string;
  /** Of a zone of Route 53 that is made here. @default - the zone is looked up by its name */
  readonly zoneId: pulumi.Output<string> | undefined;
}

/** The zone that a certificate's names lie in, at whichever provider: takes the records that ACM looks for. */
export class ValidationZone extends pulumi.ComponentResource {
  readonly #args: ValidationZoneArgs;
  readonly #zoneId: pulumi.Output<string>;

  constructor(name: string, args: ValidationZoneArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:ValidationZone", name, {}, options);
    this.#args = args;
    this.#zoneId = args.zoneId ?? this.#lookUp();
    this.registerOutputs();
  }

  #lookUp(): pulumi.Output<string> {
    const { provider, zone } = this.#args;
    return provider === "cloudflare"
      ? cloudflare.getZoneOutput({ filter: { name: zone } }, { parent: this }).zoneId
      : aws.route53.getZoneOutput({ name: zone, privateZone: false }, { parent: this }).zoneId;
  }

  /**
   * Puts in the record that validates a name.
   * @returns the record's own full name, known once it exists
   */
  prove(name: string, option: pulumi.Output<ValidationOption>): pulumi.Output<string> {
    const logical = logicalName("validation", name);
    const { resourceRecordName, resourceRecordType: type, resourceRecordValue } = option;
    if (this.#args.provider === "cloudflare") {
      return new cloudflare.DnsRecord(
        logical,
        {
          zoneId: this.#zoneId,
          name: resourceRecordName.apply(withoutRootDot),
          type,
          content: resourceRecordValue.apply(withoutRootDot),
          ttl: TTL_SECONDS,
          proxied: false,
        },
        { parent: this },
      ).name;
    }
    return new aws.route53.Record(
      logical,
      {
        zoneId: this.#zoneId,
        name: resourceRecordName,
        type,
        records: [resourceRecordValue],
        ttl: TTL_SECONDS,
        // ACM asks an account for the same record for every certificate of a name: another one may have put it there.
        allowOverwrite: true,
      },
      { parent: this },
    ).fqdn;
  }
}
