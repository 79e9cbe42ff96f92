import { createHash } from "node:crypto";
import {
  type ACMClient,
  type CertificateDetail,
  DescribeCertificateCommand,
  KeyAlgorithm,
  ListTagsForCertificateCommand,
  paginateListCertificates,
  RequestCertificateCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-acm";
import { type DnsRecord, plainName } from "./dns-host.ts";

/** A certificate of ACM, as far as the set-up looks at it. */
export interface FoundCertificate {
  readonly arn: string;
  /** Such as ISSUED or PENDING_VALIDATION. */
  readonly status: string;
  /** Names that it is for, sorted. */
  readonly names: readonly string[];
  /** What ACM wants to find in DNS; none until it has thought of it, and of one that somebody imported. */
  readonly records: readonly DnsRecord[];
  readonly notAfter: Date | undefined;
  /** Why ACM gave it up. */
  readonly failure: string | undefined;
}

/** Tag that says which environment something was made for. Only what a stack makes has `strata:urn` beside it. */
export const ENVIRONMENT_TAG = "strata:environment";
const URN_TAG = "strata:urn";

/** Reads a certificate; undefined where there is none. */
export async function readCertificate(acm: ACMClient, arn: string): Promise<FoundCertificate | undefined> {
  try {
    const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn: arn }));
    return Certificate === undefined ? undefined : found(arn, Certificate);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function found(arn: string, detail: CertificateDetail): FoundCertificate {
  const records = (detail.DomainValidationOptions ?? []).flatMap(({ ResourceRecord: record }) =>
    record?.Name === undefined || record.Value === undefined
      ? []
      : [{ name: plainName(record.Name), value: plainName(record.Value) }],
  );
  const names = [detail.DomainName ?? "", ...(detail.SubjectAlternativeNames ?? [])].map(plainName);
  return {
    arn,
    status: detail.Status ?? "",
    names: [...new Set(names)].filter((name) => name !== "").sort(),
    // A name and the star above it are proven by one record.
    records: [...new Map(records.map((record) => [record.name, record])).values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
    notAfter: detail.NotAfter,
    failure: detail.FailureReason,
  };
}

/** Which of its certificates a set-up looks for. */
interface Wanted {
  /** Their main name. @default - any */
  readonly domain?: string;
  /** Tags besides the environment's. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Certificates that a set-up made for an environment, in ACM's order; none that a stack made. */
export async function ownCertificates(
  acm: ACMClient,
  environment: string,
  { domain, tags = {} }: Wanted,
): Promise<readonly FoundCertificate[]> {
  const own: FoundCertificate[] = [];
  // Without this, ACM lists those with RSA keys of 1024 and 2048 bits alone. Source: ACM API Reference, ListCertificates.
  const Includes = { keyTypes: Object.values(KeyAlgorithm) };
  for await (const { CertificateSummaryList = [] } of paginateListCertificates({ client: acm }, { Includes })) {
    for (const { CertificateArn: arn = "", DomainName } of CertificateSummaryList) {
      if (domain !== undefined && plainName(DomainName ?? "") !== plainName(domain)) continue;
      const found = await tagsOf(acm, arn);
      const wanted = Object.entries({ ...tags, [ENVIRONMENT_TAG]: environment });
      if (found.has(URN_TAG) || !wanted.every(([key, value]) => found.get(key) === value)) continue;
      const certificate = await readCertificate(acm, arn);
      if (certificate !== undefined) own.push(certificate);
    }
  }
  return own;
}

async function tagsOf(acm: ACMClient, arn: string): Promise<ReadonlyMap<string, string>> {
  const { Tags = [] } = await acm.send(new ListTagsForCertificateCommand({ CertificateArn: arn }));
  return new Map(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/**
 * Requests a certificate that is validated by DNS.
 *
 * @param names at least one, the main one first
 * @param given up before: ACM takes two requests with one token for one, within an hour
 * @returns its ARN
 */
export async function requestCertificate(
  acm: ACMClient,
  environment: string,
  names: readonly string[],
  given: readonly string[],
): Promise<string> {
  const [DomainName, ...others] = names;
  const token = createHash("sha256")
    .update(JSON.stringify([environment, names, given]))
    .digest("hex")
    .slice(0, 32);
  const { CertificateArn = "" } = await acm.send(
    new RequestCertificateCommand({
      DomainName,
      ...(others.length === 0 ? {} : { SubjectAlternativeNames: [...names] }),
      ValidationMethod: "DNS",
      KeyAlgorithm: "RSA_2048",
      IdempotencyToken: token,
      Tags: [{ Key: ENVIRONMENT_TAG, Value: environment }],
    }),
  );
  return CertificateArn;
}
