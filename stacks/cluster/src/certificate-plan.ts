import { type Environment, StrataError } from "@strata/shared-config";

/** The names that a certificate is for. */
export interface CertificateNames {
  readonly domainName: string;
  /** Sorted, without the domain. */
  readonly subjectAlternativeNames: string[];
}

/** What ACM wants to find in the zone before it issues a certificate for a name. */
export interface ValidationOption {
  readonly domainName: string;
  readonly resourceRecordName: string;
  readonly resourceRecordType: string;
  readonly resourceRecordValue: string;
}

/** The names on the certificate: its domain, and the environment's other public names, each once. */
export function certificateNames(domain: string, dns: Pick<Environment["dns"], "names">): CertificateNames {
  const others = new Set(dns.names.filter((name) => name !== domain));
  return { domainName: domain, subjectAlternativeNames: [...others].sort() };
}

/**
 * The record that validates one name of a certificate.
 * @throws StrataError CONTRACT_BROKEN where ACM asks for none, which it does for no name of a certificate
 */
export function validationFor(name: string, options: readonly ValidationOption[]): ValidationOption {
  const option = options.find(({ domainName }) => domainName === name);
  if (option !== undefined) return option;
  const asked = options.map(({ domainName }) => domainName).join(", ");
  throw new StrataError("CONTRACT_BROKEN", `the certificate asks for no record that validates ${name}`, {
    hint: `it asks for records of: ${asked || "no name"}; look at the certificate in the ACM console`,
    fault: "environment",
  });
}

/** Whether a certificate is requested, and not given. */
export function requestsCertificate({ cluster }: Pick<Environment, "cluster">): boolean {
  const { enabled, existing, https } = cluster.loadBalancer;
  return enabled && existing === undefined && https !== false && https.certificateArn === undefined;
}

/**
 * Refuses a given certificate that is for none of the platform's names.
 * @param names on the certificate; none are known of one that a rehearsal did not make: it cannot be judged
 * @param wanted dns.names; a platform without names of its own takes any certificate
 * @throws StrataError ENVIRONMENT_INVALID
 */
export function checkCovers(
  certificateArn: string,
  names: readonly (string | undefined)[],
  wanted: readonly string[],
): void {
  const known = names.filter((name) => name !== undefined).filter((name) => name !== "");
  if (known.length === 0 || wanted.length === 0) return;
  if (wanted.some((name) => known.some((pattern) => covers(pattern, name)))) return;
  throw new StrataError(
    "ENVIRONMENT_INVALID",
    `the certificate ${certificateArn} is for ${known.join(", ")}, and covers none of dns.names: ${wanted.join(", ")}`,
    { hint: "give cluster.loadBalancer.https.certificateArn a certificate of one of the names", fault: "user" },
  );
}

/**
 * Whether a certificate's name covers a host: the same name, or a star in the place of its first label, and of no more.
 * Source: AWS Certificate Manager User Guide, "ACM certificate characteristics", domain names.
 */
export function covers(pattern: string, host: string): boolean {
  const [certified, asked] = [pattern.toLowerCase(), host.toLowerCase()];
  return certified.startsWith("*.") ? asked.replace(/^[^.]+/, "*") === certified : asked === certified;
}
