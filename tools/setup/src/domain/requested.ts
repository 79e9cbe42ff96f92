/*
 * A certificate of ACM, requested and proven. Order: the zone → who its registrar names → a request for each region → ACM's
 * records → those records in the zone, or told to whoever keeps it → ACM issues → the environment's file. Each looks first, so
 * that whoever comes back later goes on there, and nothing is requested twice.
 */
import type { ACMClient } from "@aws-sdk/client-acm";
import type { Setting } from "@strata/shared-config/edit";
import type { Change, PreparedStep, SetupContext } from "../steps/step.ts";
import { type FoundCertificate, ownCertificates, requestCertificate } from "./acm.ts";
import { delegationText, type LookUpNameServers, readDelegation } from "./delegation.ts";
import { type DnsHost, type DnsRecord, type DnsZone, recordText } from "./dns-host.ts";
import type { CertificatePlace, DomainWish } from "./domain-wish.ts";
import { planFileSettings, writeFileSettings } from "./file-settings.ts";
import { pointingNotes, provingNotes } from "./notes.ts";
import { waitForRecords } from "./wait-for-records.ts";
import { waitIssued } from "./wait-issued.ts";

/** What a request stands on. */
export interface RequestTools {
  /** Undefined where somebody else keeps the zone. */
  readonly dns: DnsHost | undefined;
  readonly lookUp: LookUpNameServers;
  /** Milliseconds until it gives up waiting for now. */
  readonly limit: number;
  readonly step: string;
}

type Wish = Extract<DomainWish, { kind: "requested" }>;

/** A place, its ACM, and what was found there. */
interface Placed {
  readonly place: CertificatePlace;
  readonly acm: ACMClient;
  readonly found: FoundCertificate | undefined;
  /** ARNs of those that ACM gave up. */
  readonly given: readonly string[];
}

/** Looks what there is of zone and certificates, and prepares what is left. */
export async function prepareRequested(wish: Wish, tools: RequestTools, context: SetupContext): Promise<PreparedStep> {
  const zone = wish.zone === undefined ? undefined : await tools.dns?.find(wish.zone.name);
  const placed = await Promise.all(wish.places.map((place) => findPlaced(place, wish.names, context)));
  const changes = [
    ...(await planZone(wish, zone, tools)),
    ...placed.map((one) => planCertificate(one, wish.names)),
    ...(await planRecords(wish, zone, placed)),
    ...planFileSettings(context, zoneSettings(wish)),
    ...planArns(placed, context),
  ];
  return { changes, apply: () => apply(wish, zone, placed, tools, context) };
}

async function findPlaced(
  place: CertificatePlace,
  names: readonly string[],
  { aws, environment }: Pick<SetupContext, "aws" | "environment">,
): Promise<Placed> {
  const acm = await aws.inRegion(place.region).acm();
  const [domain = ""] = names;
  const own = await ownCertificates(acm, environment, { domain });
  const wanted = JSON.stringify([...names].sort());
  const fitting = own.filter((one) => JSON.stringify(one.names) === wanted);
  const alive = fitting.filter(({ status }) => status === "ISSUED" || status === "PENDING_VALIDATION");
  const found = alive.find(({ status }) => status === "ISSUED") ?? alive[0];
  return { place, acm, found, given: fitting.filter((one) => !alive.includes(one)).map(({ arn }) => arn) };
}

async function planZone(wish: Wish, zone: DnsZone | undefined, tools: RequestTools): Promise<readonly Change[]> {
  if (wish.zone === undefined) return [];
  const { name } = wish.zone;
  if (zone === undefined) return [{ action: "create", what: `hosted zone ${name}` }];
  const detail = delegationText(name, zone.nameServers, await readDelegation(name, zone.nameServers, tools.lookUp));
  return [detail === undefined ? { action: "keep", what: zone.what } : { action: "keep", what: zone.what, detail }];
}

function planCertificate({ place, found }: Placed, names: readonly string[]): Change {
  const what = `certificate of ${names.join(", ")} in ${place.region}`;
  if (found === undefined) return { action: "create", what };
  if (found.status === "ISSUED") return { action: "keep", what };
  return { action: "run", what, detail: "requested; wait until it is issued" };
}

/** Also of a certificate that is issued: ACM renews it by the same records. */
async function planRecords(
  wish: Wish,
  zone: DnsZone | undefined,
  placed: readonly Placed[],
): Promise<readonly Change[]> {
  if (wish.zone === undefined) return [];
  const records = recordsOf(placed.map(({ found }) => found));
  if (zone === undefined || records.length === 0) {
    return [{ action: "later", what: `records in ${wish.zone.name} that prove the names` }];
  }
  const missing = await zone.missing(records);
  return missing.map((record) => ({ action: "create", what: recordText(record) }));
}

function planArns(placed: readonly Placed[], context: SetupContext): readonly Change[] {
  return placed.flatMap(({ place, found }): readonly Change[] => {
    if (found?.status === "ISSUED") return planFileSettings(context, arnSettings(place, found.arn));
    return [{ action: "later", what: `${place.paths.join(" and ")} in environments/${context.environment}.yaml` }];
  });
}

async function apply(
  wish: Wish,
  found: DnsZone | undefined,
  placed: readonly Placed[],
  tools: RequestTools,
  context: SetupContext,
): Promise<void> {
  const { host, environment } = context;
  const tell = (messages: readonly string[]) => {
    for (const message of messages) host.notify({ code: "note", data: { step: tools.step, message } });
  };
  const zone = wish.zone === undefined ? undefined : (found ?? (await tools.dns?.make(wish.zone.name)));
  await writeFileSettings(context, zoneSettings(wish));
  const obstacle = async () => {
    if (wish.zone === undefined || zone === undefined) return undefined;
    const { nameServers } = zone;
    return delegationText(wish.zone.name, nameServers, await readDelegation(wish.zone.name, nameServers, tools.lookUp));
  };
  const first = await obstacle();
  if (first !== undefined) tell([first]);

  const requested: { readonly place: CertificatePlace; readonly acm: ACMClient; readonly arn: string }[] = [];
  for (const { place, acm, found: own, given } of placed) {
    const arn = own?.arn ?? (await requestCertificate(acm, environment, wish.names, given));
    requested.push({ place, acm, arn });
  }
  const patience = { host, step: tools.step, limit: tools.limit, obstacle };
  const records = recordsOf(await waitForRecords(requested, wish.names, patience));
  if (zone === undefined) tell(provingNotes(records));
  else {
    const missing = await zone.missing(records);
    if (missing.length > 0) await zone.write(missing);
  }
  await waitIssued(requested, patience);
  for (const { place, arn } of requested) await writeFileSettings(context, arnSettings(place, arn));
  if (zone === undefined) tell(pointingNotes(wish.names, environment));
}

/** The same name in two regions is proven by one record. Source: ACM User Guide, "DNS validation". */
function recordsOf(certificates: readonly (FoundCertificate | undefined)[]): readonly DnsRecord[] {
  const all = certificates.flatMap((one) => one?.records ?? []);
  return [...new Map(all.map((record) => [record.name, record])).values()];
}

function zoneSettings({ zone }: Wish): readonly Setting[] {
  if (zone === undefined) return [];
  return [
    { path: "dns.provider", value: zone.provider },
    { path: "dns.zone", value: zone.name },
  ];
}

function arnSettings({ paths }: CertificatePlace, arn: string): readonly Setting[] {
  return paths.map((path) => ({ path, value: arn }));
}
