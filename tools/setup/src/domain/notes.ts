import { type DnsRecord, recordText } from "./dns-host.ts";

/** What whoever keeps the DNS of the names has to do before ACM issues a certificate, and leave for its renewals. */
export function provingNotes(records: readonly DnsRecord[]): readonly string[] {
  if (records.length === 0) return [];
  return [
    "DNS validation: add these records where the names' DNS is kept, and leave them there: ACM renews by them",
    ...records.map(recordText),
  ];
}

/** How public names get to a load balancer when their DNS is kept elsewhere. */
export function pointingNotes(names: readonly string[], environment: string): readonly string[] {
  if (names.length === 0) return [];
  return [
    `after the deployment, point ${names.join(", ")} to the load balancer: strata outputs ${environment} names it (cluster: loadBalancerDnsName)`,
  ];
}
