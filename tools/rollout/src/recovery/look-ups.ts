import { BackupClient, ListBackupSelectionsCommand } from "@aws-sdk/client-backup";
import { CloudWatchLogsClient, DescribeQueryDefinitionsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ListSecretVersionIdsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { StateEntry } from "@strata/engine/state";
import { asList, asTree, clientIn, valueAt } from "@strata/shared-config";
import { type LookUp, text, type Whereabouts } from "./import-rule.ts";

/** Asks a service for the import ids of what was made with inputs, the newest first. */
type Ask = (inputs: StateEntry, where: Whereabouts) => Promise<readonly string[]>;

/** What is asked for a resource that has neither tags nor an id of its program's making. */
export const LOOK_UPS: Readonly<Record<LookUp, Ask>> = {
  "secret-version": secretVersions,
  "backup-selection": backupSelections,
  "query-definition": queryDefinitions,
  "dns-record": dnsRecords,
};

/** The version that is current. Source: Secrets Manager API Reference, ListSecretVersionIds. */
async function secretVersions(inputs: StateEntry, { region }: Whereabouts): Promise<readonly string[]> {
  const secret = text(inputs.secretId);
  if (secret === undefined) return [];
  const client = new SecretsManagerClient(clientIn(region));
  try {
    const { Versions: versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId: secret }));
    return versions
      .filter(({ VersionStages: stages = [] }) => stages.includes("AWSCURRENT"))
      .flatMap(({ VersionId: id }) => (id === undefined ? [] : [`${secret}|${id}`]));
  } finally {
    client.destroy();
  }
}

/** Selections of a plan that have the name. Source: AWS Backup API Reference, ListBackupSelections. */
async function backupSelections(inputs: StateEntry, { region }: Whereabouts): Promise<readonly string[]> {
  const [plan, name] = [text(inputs.planId), text(inputs.name)];
  if (plan === undefined) return [];
  const client = new BackupClient(clientIn(region));
  try {
    const answer = await client.send(new ListBackupSelectionsCommand({ BackupPlanId: plan }));
    return (answer.BackupSelectionsList ?? [])
      .filter(({ SelectionName: known }) => known === name)
      .flatMap(({ SelectionId: id }) => (id === undefined ? [] : [`${plan}|${id}`]));
  } finally {
    client.destroy();
  }
}

/** Queries of that very name; an import wants the ARN. Source: CloudWatch Logs API Reference, DescribeQueryDefinitions. */
async function queryDefinitions(inputs: StateEntry, { region, account }: Whereabouts): Promise<readonly string[]> {
  const name = text(inputs.name);
  if (name === undefined || account === undefined) return [];
  const client = new CloudWatchLogsClient(clientIn(region));
  try {
    const answer = await client.send(new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix: name }));
    return (answer.queryDefinitions ?? [])
      .filter((query) => query.name === name)
      .flatMap(({ queryDefinitionId: id }) =>
        id === undefined ? [] : [`arn:aws:logs:${region}:${account}:query-definition:${id}`],
      );
  } finally {
    client.destroy();
  }
}

/** Records of a zone with that name and type. Source: Cloudflare API, List DNS Records. */
async function dnsRecords(inputs: StateEntry): Promise<readonly string[]> {
  const [zone, name, type] = [text(inputs.zoneId), text(inputs.name), text(inputs.type)];
  if (zone === undefined || name === undefined || type === undefined) return [];
  const base = text(process.env.CLOUDFLARE_BASE_URL) ?? "https://api.cloudflare.com/client/v4";
  const query = new URLSearchParams({ name, type });
  const answer = await fetch(`${base}/zones/${zone}/dns_records?${query}`, {
    headers: { authorization: `Bearer ${process.env.CLOUDFLARE_API_TOKEN ?? ""}` },
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`Cloudflare answered ${answer.status} to a look for ${type} ${name}`);
  return recordsIn(await answer.json())
    .filter(({ content }) => text(inputs.content) === undefined || content === inputs.content)
    .map(({ id }) => `${zone}/${id}`);
}

function recordsIn(answer: unknown): readonly { readonly id: string; readonly content: unknown }[] {
  return asList(valueAt(answer, ["result"])).flatMap((record) => {
    const { id, content } = asTree(record);
    return typeof id === "string" ? [{ id, content }] : [];
  });
}
