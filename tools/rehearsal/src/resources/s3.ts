import { ownerlessArn } from "../facts/arn.ts";
import { hex, pick } from "../facts/hash.ts";
import { named, settingOf } from "./ids.ts";
import { input, type ResourceRule, type ResourceRules } from "./rule.ts";

/** Zones of S3 website endpoints (AWS General Reference, "Amazon S3 endpoints and quotas"). */
const HOSTED_ZONES: Readonly<Record<string, string>> = {
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-west-2": "Z3BJ6K6RIION7M",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-south-2": "Z0081959F7139GRJC19J",
};

const bucket: ResourceRule = {
  ...named("bucket"),
  arn: (made) => ownerlessArn(made.place, "s3", made.id),
  outputs: (made) => ({
    bucket: made.id,
    bucketPrefix: "",
    bucketNamespace: "global",
    bucketDomainName: `${made.id}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${made.id}.s3.${made.place.region}.amazonaws.com`,
    bucketRegion: made.place.region,
    hostedZoneId:
      HOSTED_ZONES[made.place.region] ?? `Z${pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 13, "s3", made.place.region)}`,
    accelerationStatus: "",
    acl: "private",
    policy: "",
    requestPayer: "BucketOwner",
    objectLockEnabled: false,
    serverSideEncryptionConfiguration: {
      rule: {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256", kmsMasterKeyId: "" },
        bucketKeyEnabled: false,
        blockedEncryptionTypes: [],
      },
    },
    versioning: { enabled: false, mfaDelete: false },
    websiteDomain: "",
    websiteEndpoint: "",
  }),
  replaces: ["bucket", "bucketPrefix", "bucketNamespace", "objectLockEnabled"],
  documents: ["policy"],
  naming: { property: "bucket", maxLength: 63, lowerCase: true },
};

const object: ResourceRule = {
  id: (draft) => `${input(draft, "bucket")}/${input(draft, "key", draft.name)}`,
  arn: (made) => ownerlessArn(made.place, "s3", made.id),
  outputs: (made) => ({
    key: input(made, "key", made.name),
    etag: hex(32, made.id),
    versionId: "",
    contentType: "binary/octet-stream",
    serverSideEncryption: "AES256",
    storageClass: "STANDARD",
    kmsKeyId: "",
  }),
  evolves: (made, before) => ({ etag: hex(32, made.id, JSON.stringify(before.etag ?? "")) }),
  replaces: ["bucket", "key"],
  naming: "none",
};

const SETTINGS = [
  "bucketPublicAccessBlock:BucketPublicAccessBlock",
  "bucketVersioning:BucketVersioning",
  "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "bucketOwnershipControls:BucketOwnershipControls",
  "bucketCorsConfiguration:BucketCorsConfiguration",
  "bucketLogging:BucketLogging",
  "bucketWebsiteConfiguration:BucketWebsiteConfiguration",
  "bucketNotification:BucketNotification",
  "bucketAcl:BucketAcl",
];

/** Settings of which the program may say whose the bucket is. */
const OWNED = [
  "Versioning",
  "EncryptionConfiguration",
  "LifecycleConfiguration",
  "CorsConfiguration",
  "Logging",
  "WebsiteConfiguration",
  "Acl",
];

/** Buckets, their settings and their objects. */
export const s3: ResourceRules = {
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketPolicy:BucketPolicy": { ...settingOf("bucket"), documents: ["policy"] },
  "aws:s3/bucketObject:BucketObject": object,
  "aws:s3/bucketObjectv2:BucketObjectv2": object,
  ...Object.fromEntries(
    SETTINGS.map((type) => [
      `aws:s3/${type}`,
      settingOf("bucket", ...(OWNED.some((name) => type.endsWith(name)) ? ["expectedBucketOwner"] : [])),
    ]),
  ),
};
