import type { ACMClient } from "@aws-sdk/client-acm";
import { ListHostedZonesCommand, ListResourceRecordSetsCommand, type Route53Client } from "@aws-sdk/client-route-53";
import { type Aws, openAws } from "../../src/aws/aws.ts";

/** AWS as the stand-in gives it, with what that lacks: ACM issues a certificate only once its records are in a zone. */
export class WatchedAws {
  /** What was asked, in order: `acm eu-central-1 RequestCertificate`. */
  readonly calls: string[] = [];
  /** Looks at a proven certificate that still find it pending. */
  pendingLooks = 0;
  /** The answer of this call, counted from 1 among those that change something, is lost. @default - none */
  cutAfter = 0;
  /** Whether a certificate is issued only once its records are in a zone of this account. */
  readonly needsProof: boolean = true;
  #changes = 0;

  /** Calls that changed something. */
  get changes(): readonly string[] {
    return this.calls.filter((call) => !/ (List|Get|Describe)/.test(call));
  }

  open(region: string): Aws {
    const inner = openAws(region);
    const others = new Map<string, Aws>();
    const acm = inner.acm().then((client) => this.#watchAcm(client, region));
    const route53 = inner.route53().then((client) => this.#watch(client, "route53"));
    const aws: Aws = {
      ...inner,
      acm: () => acm,
      route53: () => route53,
      inRegion: (wanted) => {
        if (wanted === region) return aws;
        const other = others.get(wanted) ?? this.open(wanted);
        others.set(wanted, other);
        return other;
      },
    };
    return aws;
  }

  /** As a process that ends right after AWS has done what it was asked. */
  #note(call: string): void {
    this.calls.push(call);
    if (/ (List|Get|Describe)/.test(call)) return;
    this.#changes++;
    if (this.#changes === this.cutAfter) throw new Error(`cut off after ${call}`);
  }

  #watch(client: Route53Client, service: string): Route53Client {
    client.middlewareStack.add(
      (next, { commandName = "" }) =>
        async (args) => {
          const answer = await next(args);
          this.#note(`${service} ${commandName.replace(/Command$/, "")}`);
          return answer;
        },
      { step: "initialize" },
    );
    return client;
  }

  #watchAcm(client: ACMClient, region: string): ACMClient {
    const unwatched = openAws(region).route53();
    client.middlewareStack.add(
      (next, { commandName = "" }) =>
        async (args) => {
          const answer = await next(args);
          this.#note(`acm ${region} ${commandName.replace(/Command$/, "")}`);
          const { output } = answer;
          const certificate = "Certificate" in output ? output.Certificate : undefined;
          if (typeof certificate === "object" && certificate.Type === "AMAZON_ISSUED") {
            const wanted = (certificate.DomainValidationOptions ?? []).map(
              ({ ResourceRecord: record }) => record?.Name ?? "",
            );
            const isProven = !this.needsProof || (await areThere(await unwatched, wanted));
            if (!isProven || this.pendingLooks-- > 0) certificate.Status = "PENDING_VALIDATION";
          }
          return answer;
        },
      { step: "initialize" },
    );
    return client;
  }
}

/** Whether records are in zones of the account that they lie in. */
async function areThere(client: Route53Client, names: readonly string[]): Promise<boolean> {
  const { HostedZones = [] } = await client.send(new ListHostedZonesCommand({}));
  const zones = HostedZones.filter(({ Name }) => names.some((name) => name.endsWith(`.${Name}`)));
  const sets = await Promise.all(
    zones.map(({ Id }) => client.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id }))),
  );
  const known = new Set(sets.flatMap(({ ResourceRecordSets = [] }) => ResourceRecordSets.map(({ Name }) => Name)));
  return names.every((name) => known.has(name));
}
