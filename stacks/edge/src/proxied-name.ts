import * as cloudflare from "@pulumi/cloudflare";
import type * as pulumi from "@pulumi/pulumi";

/** TTL that means "as Cloudflare sees fit", which a proxied record asks for. Source: Cloudflare API, DNS records. */
const AUTOMATIC_TTL = 1;

/**
 * A name in a zone of Cloudflare, reached through its proxy: Cloudflare ends TLS with a certificate for the name, and who
 * asks DNS does not learn where it leads.
 * @param name is the record's logical name, too
 * @param target host name that it leads to
 */
export function proxiedName(
  name: string,
  zoneId: pulumi.Input<string>,
  target: pulumi.Input<string>,
  parent: pulumi.Resource,
): cloudflare.DnsRecord {
  return new cloudflare.DnsRecord(
    name,
    { zoneId, name, type: "CNAME", content: target, proxied: true, ttl: AUTOMATIC_TTL },
    { parent },
  );
}
