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

/** A DNS name as Cloudflare spells it: without the dot of the root that ACM ends it with. */
export function withoutRootDot(name: string): string {
  return name.replace(/\.$/, "");
}
