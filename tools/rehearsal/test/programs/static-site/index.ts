// A website in a bucket, behind CloudFront, with a certificate and names of its own.
import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const domain = config.require("domain");
const names = [domain, `www.${domain}`];

const zone = new aws.route53.Zone("site", { name: domain });

// CloudFront takes certificates of one region only.
const virginia = new aws.Provider("virginia", { region: "us-east-1" });
const certificate = new aws.acm.Certificate(
  "site",
  { domainName: domain, subjectAlternativeNames: [`www.${domain}`], validationMethod: "DNS" },
  { provider: virginia },
);
const records = names.map((_name, index) => {
  const option = certificate.domainValidationOptions.apply((options) => {
    const found = options[index];
    if (!found) throw new Error(`no validation option ${index}`);
    return found;
  });
  return new aws.route53.Record(`validation-${index}`, {
    zoneId: zone.zoneId,
    name: option.resourceRecordName,
    type: option.resourceRecordType,
    records: [option.resourceRecordValue],
    ttl: 60,
    allowOverwrite: true,
  });
});
const validation = new aws.acm.CertificateValidation(
  "site",
  { certificateArn: certificate.arn, validationRecordFqdns: records.map((record) => record.fqdn) },
  { provider: virginia },
);

const bucket = new aws.s3.Bucket("site");
const closed = new aws.s3.BucketPublicAccessBlock("site", {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});

const TYPES: Record<string, string> = { ".html": "text/html", ".css": "text/css" };
const folder = join(import.meta.dirname, "public");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => extname(file) !== "")
  .sort();
const objects = files.map(
  (key) =>
    new aws.s3.BucketObject(
      key,
      {
        bucket,
        key,
        source: new pulumi.asset.FileAsset(join(folder, key)),
        contentType: TYPES[extname(key)] ?? "text/plain",
      },
      { parent: bucket },
    ),
);

const access = new aws.cloudfront.OriginAccessControl("site", {
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});
const optimized = aws.cloudfront.getCachePolicyOutput({ name: "Managed-CachingOptimized" });
const headers = aws.cloudfront.getResponseHeadersPolicyOutput({ name: "Managed-SecurityHeadersPolicy" });

const distribution = new aws.cloudfront.Distribution("site", {
  enabled: true,
  aliases: names,
  defaultRootObject: "index.html",
  origins: [{ originId: "bucket", domainName: bucket.bucketRegionalDomainName, originAccessControlId: access.id }],
  defaultCacheBehavior: {
    targetOriginId: "bucket",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: optimized.apply((policy) => policy.id ?? ""),
    responseHeadersPolicyId: headers.apply((policy) => policy.id ?? ""),
    compress: true,
  },
  customErrorResponses: [{ errorCode: 403, responseCode: 404, responsePagePath: "/404.html" }],
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: {
    acmCertificateArn: validation.certificateArn,
    sslSupportMethod: "sni-only",
    minimumProtocolVersion: "TLSv1.2_2021",
  },
});

const reading = aws.iam.getPolicyDocumentOutput({
  statements: [
    {
      actions: ["s3:GetObject"],
      resources: [pulumi.interpolate`${bucket.arn}/*`],
      principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "AWS:SourceArn", values: [distribution.arn] }],
    },
  ],
});
new aws.s3.BucketPolicy("site", { bucket: bucket.id, policy: reading.json }, { dependsOn: [closed] });

for (const name of names) {
  for (const type of [aws.route53.RecordType.A, aws.route53.RecordType.AAAA]) {
    new aws.route53.Record(`${name}-${type}`, {
      zoneId: zone.zoneId,
      name,
      type,
      aliases: [{ name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false }],
    });
  }
}

export const url = pulumi.interpolate`https://${domain}/`;
export const cdn = distribution.domainName;
export const cdnZone = distribution.hostedZoneId;
export const distributionArn = distribution.arn;
export const distributionId = distribution.id;
export const certificateArn = certificate.arn;
export const nameServers = zone.nameServers;
export const cachePolicy = optimized.id;
export const headersPolicy = headers.id;
export const keys = objects.map((object) => object.key);
export const policy = reading.json;
export const bucketName = bucket.bucket;
