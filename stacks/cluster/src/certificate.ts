import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName } from "@strata/shared-config";
import { certificateNames, validationFor } from "./certificate-plan.ts";
import type { HostedZone } from "./hosted-zone.ts";
import { ValidationZone } from "./validation-zone.ts";

export interface IssuedCertificateArgs {
  readonly domain: string;
  readonly dns: Environment["dns"];
  /** The zone that is made here. @default - the zone of dns is looked up */
  readonly zone: HostedZone | undefined;
}

/** A public certificate from ACM for the platform's names, validated and renewed through records in their zone. */
export class IssuedCertificate extends pulumi.ComponentResource {
  /** Known once the certificate is issued. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: IssuedCertificateArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:cluster:IssuedCertificate", name, {}, options);
    const { dns, domain } = args;
    const names = certificateNames(domain, dns);
    const certificate = new aws.acm.Certificate(name, { ...names, validationMethod: "DNS" }, { parent: this });
    const zone = new ValidationZone(
      logicalName(name, "zone"),
      { provider: dns.provider, zone: dns.zone ?? domain, zoneId: args.zone?.zoneId },
      { parent: this },
    );
    args.zone?.nameServers.apply((servers) =>
      // In time: ACM finds no record before the registrar points here, and the deployment waits for ACM.
      pulumi.log.info(`name these servers at the registrar of ${dns.zone ?? domain}: ${servers.join(", ")}`),
    );
    const validationRecordFqdns = [domain, ...names.subjectAlternativeNames].map((each) =>
      zone.prove(
        each,
        certificate.domainValidationOptions.apply((wanted) => validationFor(each, wanted)),
      ),
    );
    this.arn = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, validationRecordFqdns },
      { parent: this },
    ).certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}
