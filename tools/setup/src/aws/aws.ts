import type { ACMClient } from "@aws-sdk/client-acm";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { ECRClient } from "@aws-sdk/client-ecr";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KMSClient } from "@aws-sdk/client-kms";
import type { Route53Client } from "@aws-sdk/client-route-53";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SSMClient } from "@aws-sdk/client-ssm";

/**
 * Clients of AWS's own API in one region, each loaded and made when it is first asked for. Credentials, profiles and
 * addresses are found as every AWS tool finds them.
 */
export interface Aws {
  readonly region: string;
  readonly s3: () => Promise<S3Client>;
  readonly dynamodb: () => Promise<DynamoDBClient>;
  readonly kms: () => Promise<KMSClient>;
  readonly route53: () => Promise<Route53Client>;
  readonly acm: () => Promise<ACMClient>;
  readonly ecr: () => Promise<ECRClient>;
  readonly iam: () => Promise<IAMClient>;
  readonly secretsManager: () => Promise<SecretsManagerClient>;
  readonly ssm: () => Promise<SSMClient>;
  /** The same in another region; it ends with this one. */
  readonly inRegion: (region: string) => Aws;
  /** Ends what was made. */
  readonly close: () => void;
}

/** @param region such as `eu-central-1` */
export function openAws(region: string): Aws {
  const made: { readonly destroy: () => void }[] = [];
  const once = <Client extends { readonly destroy: () => void }>(make: () => Promise<Client>) => {
    let client: Promise<Client> | undefined;
    return () => {
      client ??= make().then((one) => {
        made.push(one);
        return one;
      });
      return client;
    };
  };
  const others = new Map<string, Aws>();
  const aws: Aws = {
    region,
    // Paths, not host names: a stand-in at an address of its own has no name for each bucket.
    s3: once(async () => {
      const { S3Client } = await import("@aws-sdk/client-s3");
      return new S3Client({ region, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined });
    }),
    dynamodb: once(async () => new (await import("@aws-sdk/client-dynamodb")).DynamoDBClient({ region })),
    kms: once(async () => new (await import("@aws-sdk/client-kms")).KMSClient({ region })),
    route53: once(async () => new (await import("@aws-sdk/client-route-53")).Route53Client({ region })),
    acm: once(async () => new (await import("@aws-sdk/client-acm")).ACMClient({ region })),
    ecr: once(async () => new (await import("@aws-sdk/client-ecr")).ECRClient({ region })),
    iam: once(async () => new (await import("@aws-sdk/client-iam")).IAMClient({ region })),
    secretsManager: once(
      async () => new (await import("@aws-sdk/client-secrets-manager")).SecretsManagerClient({ region }),
    ),
    ssm: once(async () => new (await import("@aws-sdk/client-ssm")).SSMClient({ region })),
    inRegion: (wanted) => {
      if (wanted === region) return aws;
      const other = others.get(wanted) ?? openAws(wanted);
      others.set(wanted, other);
      return other;
    },
    close: () => {
      for (const client of made) client.destroy();
      for (const other of others.values()) other.close();
    },
  };
  return aws;
}
