import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  GetHostedZoneCommand,
  type HostedZone,
  ListResourceRecordSetsCommand,
  paginateListHostedZones,
  type Route53Client,
} from "@aws-sdk/client-route-53";
import { StrataError } from "@strata/shared-config";
import type { SetupContext } from "../steps/step.ts";
import { type DnsHost, type DnsRecord, type DnsZone, plainName, sameName, VALIDATION_TTL } from "./dns-host.ts";

/** Zones of Route 53. One that is made is public. */
export function route53Host(
  client: Route53Client,
  { environment, host }: Pick<SetupContext, "environment" | "host">,
): DnsHost {
  return {
    provider: "route53",
    find: async (name) => {
      const zones = await publicZones(client, name);
      if (zones.length > 1) throw await ambiguous(client, name, zones);
      const [zone] = zones;
      return zone === undefined ? undefined : openZone(client, name, idOf(zone));
    },
    make: async (name) => {
      // Two requests with one reference are one request. One that was answered is found by its name the next time.
      const CallerReference = `strata ${environment} ${host.now().toISOString()}`;
      const HostedZoneConfig = { Comment: `Made by strata setup ${environment}` };
      const { HostedZone } = await client.send(
        new CreateHostedZoneCommand({ Name: name, CallerReference, HostedZoneConfig }),
      );
      return openZone(client, name, HostedZone === undefined ? "" : idOf(HostedZone));
    },
  };
}

async function publicZones(client: Route53Client, name: string): Promise<readonly HostedZone[]> {
  const found: HostedZone[] = [];
  for await (const { HostedZones = [] } of paginateListHostedZones({ client }, {})) {
    found.push(...HostedZones.filter((zone) => sameName(zone.Name ?? "", name) && zone.Config?.PrivateZone !== true));
  }
  return found;
}

/** `/hostedzone/Z0123` is how Route 53 writes an id. */
function idOf({ Id = "" }: HostedZone): string {
  return Id.replace("/hostedzone/", "");
}

async function serversOf(client: Route53Client, id: string): Promise<readonly string[]> {
  const { DelegationSet } = await client.send(new GetHostedZoneCommand({ Id: id }));
  return (DelegationSet?.NameServers ?? []).map(plainName).sort();
}

async function openZone(client: Route53Client, name: string, id: string): Promise<DnsZone> {
  return {
    what: `hosted zone ${name} (${id})`,
    nameServers: await serversOf(client, id),
    missing: async (records) => {
      const there = await Promise.all(records.map((record) => hasRecord(client, id, record)));
      return records.filter((_, index) => there[index] !== true);
    },
    write: async (records) => {
      const Changes = records.map((record) => ({
        Action: "UPSERT" as const,
        ResourceRecordSet: {
          Name: record.name,
          Type: "CNAME" as const,
          TTL: VALIDATION_TTL,
          ResourceRecords: [{ Value: record.value }],
        },
      }));
      await client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: id, ChangeBatch: { Changes } }));
    },
  };
}

async function hasRecord(client: Route53Client, id: string, { name, value }: DnsRecord): Promise<boolean> {
  const { ResourceRecordSets = [] } = await client.send(
    new ListResourceRecordSetsCommand({
      HostedZoneId: id,
      StartRecordName: name,
      StartRecordType: "CNAME",
      MaxItems: 1,
    }),
  );
  return ResourceRecordSets.some(
    (set) =>
      set.Type === "CNAME" &&
      sameName(set.Name ?? "", name) &&
      (set.ResourceRecords ?? []).some((record) => sameName(record.Value ?? "", value)),
  );
}

/** The stacks look a zone up by its name, so a second one of it would stop them, too. */
async function ambiguous(client: Route53Client, name: string, zones: readonly HostedZone[]): Promise<StrataError> {
  const told = await Promise.all(
    zones.map(async (zone) => `${idOf(zone)} (${(await serversOf(client, idOf(zone))).join(", ")})`),
  );
  return new StrataError("ZONE_AMBIGUOUS", `there are ${zones.length} hosted zones ${name}: ${told.join("; ")}`, {
    hint: `dig +short NS ${name} names the servers of the one in use; keep that one, and take the other one away: aws route53 delete-hosted-zone --id <id>`,
    fault: "user",
  });
}
