import * as aws from "@pulumi/aws";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { logicalName, StrataError, withoutRootDot } from "@strata/shared-config";
import { CLOUDFRONT_REGION } from "./firewall-plan.ts";
import type { PublicZone } from "./public-zone.ts";

export interface CdnCertificateArgs {
  /** Names that the certificate is for, at least one. */
  readonly names: readonly string[];
  /** Those of them for which the zone has no validation record yet. */
  readonly toProve: readonly string[];
  readonly zone: PublicZone;
}

/** Seconds that a resolver keeps a validation record. */
const VALIDATION_TTL = 300;

/** A certificate in CloudFront's region, validated in the zone and issued when the component is done. */
export class CdnCertificate extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: CdnCertificateArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:CdnCertificate", name, {}, options);
    const [domainName = "", ...subjectAlternativeNames] = args.names;
    const certificate = new aws.acm.Certificate(
      name,
      {
        domainName,
        subjectAlternativeNames,
        validationMethod: "DNS",
        keyAlgorithm: "RSA_2048",
        region: CLOUDFRONT_REGION,
      },
      { parent: this },
    );
    const proofs = args.toProve.map((domain) => prove(domain, certificate, args.zone, this));
    const issued = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, region: CLOUDFRONT_REGION },
      { parent: this, dependsOn: proofs },
    );
    this.arn = issued.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** The record by which ACM sees that a domain is ours. */
function prove(
  domain: string,
  certificate: aws.acm.Certificate,
  { provider, zoneId }: PublicZone,
  parent: CdnCertificate,
): pulumi.Resource {
  const logical = logicalName(domain, "validation");
  const wanted = certificate.domainValidationOptions.apply((options) => validationFor(domain, options));
  const { resourceRecordName: name, resourceRecordType: type, resourceRecordValue: value } = wanted;
  const record = { zoneId, type, ttl: VALIDATION_TTL };
  if (provider === "route53") return new aws.route53.Record(logical, { ...record, name, records: [value] }, { parent });
  return new cloudflare.DnsRecord(
    logical,
    { ...record, name: name.apply(withoutRootDot), content: value.apply(withoutRootDot), proxied: false },
    { parent },
  );
}

function validationFor(domain: string, options: readonly aws.types.output.acm.CertificateDomainValidationOption[]) {
  const option = options.find(({ domainName }) => domainName === domain);
  if (option !== undefined) return option;
  throw new StrataError("CONTRACT_BROKEN", `the certificate asks for no record that validates ${domain}`, {
    hint: "look at the certificate in the ACM console, in us-east-1",
    fault: "environment",
  });
}
