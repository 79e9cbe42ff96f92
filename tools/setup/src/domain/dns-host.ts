import { withoutRootDot } from "@strata/shared-config";

/** An alias record, by which ACM sees that a name is ours. */
export interface DnsRecord {
  /** Without the dot of the root. */
  readonly name: string;
  /** Likewise. */
  readonly value: string;
}

/** A zone, and what may be done in it. */
export interface DnsZone {
  /** Such as `hosted zone example.com (Z0123)`. */
  readonly what: string;
  /** What the domain's registrar has to name. */
  readonly nameServers: readonly string[];
  /** The records that are not there, or have another value. */
  readonly missing: (records: readonly DnsRecord[]) => Promise<readonly DnsRecord[]>;
  /** Writes records; one with another value gets this one. */
  readonly write: (records: readonly DnsRecord[]) => Promise<void>;
}

/** Who answers for a domain's names. */
export interface DnsHost {
  readonly provider: "route53" | "cloudflare";
  /** The zone of exactly this name; undefined where there is none. Throws StrataError ZONE_AMBIGUOUS for several. */
  readonly find: (zone: string) => Promise<DnsZone | undefined>;
  /** Throws StrataError ZONE_MISSING where zones are not made by this set-up. */
  readonly make: (zone: string) => Promise<DnsZone>;
}

/** Seconds that a resolver keeps a validation record: as the stacks have it. */
export const VALIDATION_TTL = 300;

/** Whether two DNS names are one. */
export function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

/** A DNS name in small letters and without the dot of the root. */
export function plainName(name: string): string {
  return withoutRootDot(name).toLowerCase();
}

/** A record as a person enters it. */
export function recordText({ name, value }: DnsRecord): string {
  return `CNAME ${name} → ${value}`;
}
