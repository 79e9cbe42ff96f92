/*
 * The calls that find a resource which has neither tags nor an id of its program's making. Sources: the API References of
 * AWS Secrets Manager, AWS Backup and CloudWatch Logs, and Cloudflare's of DNS records. One page holds everything.
 */
import type { AccountRow } from "../account/account.ts";
import type { Cloud } from "../operations/cloud.ts";
import { text, type Values } from "../wire/values.ts";
import type { ApiAnswer } from "./api-call.ts";

export const listSecretVersionIds: ApiAnswer = (cloud, { target, region, body }) => {
  if (target !== "secretsmanager.ListSecretVersionIds") return undefined;
  const versions = rows(cloud, "aws:secretsmanager/secretVersion:SecretVersion", region).filter(
    ({ outputs }) => outputs.secretId === body.SecretId,
  );
  return {
    ARN: String(body.SecretId),
    // The newest is the current one; the account keeps them in the order in which they were made.
    Versions: versions.map(({ outputs }, index) => ({
      VersionId: text(outputs.versionId) ?? "",
      VersionStages:
        index === versions.length - 1 ? ["AWSCURRENT"] : index === versions.length - 2 ? ["AWSPREVIOUS"] : [],
    })),
  };
};

export const listBackupSelections: ApiAnswer = (cloud, { method, region, url }) => {
  const plan = /^\/backup\/plans\/([^/]+)\/selections\/?$/.exec(url.pathname)?.[1];
  if (method !== "GET" || plan === undefined) return undefined;
  const selections = rows(cloud, "aws:backup/selection:Selection", region).filter(
    ({ outputs }) => outputs.planId === decodeURIComponent(plan),
  );
  return {
    BackupSelectionsList: selections.map(({ id, outputs }) => ({
      SelectionId: id,
      SelectionName: text(outputs.name) ?? "",
      BackupPlanId: decodeURIComponent(plan),
    })),
  };
};

export const describeQueryDefinitions: ApiAnswer = (cloud, { target, region, body }) => {
  if (target !== "Logs_20140328.DescribeQueryDefinitions") return undefined;
  const prefix = text(typeof body.queryDefinitionNamePrefix === "string" ? body.queryDefinitionNamePrefix : "") ?? "";
  const found = rows(cloud, "aws:cloudwatch/queryDefinition:QueryDefinition", region).filter(({ outputs }) =>
    (text(outputs.name) ?? "").startsWith(prefix),
  );
  return {
    queryDefinitions: found.map(({ id, outputs }) => ({
      queryDefinitionId: id,
      name: text(outputs.name) ?? "",
      queryString: text(outputs.queryString) ?? "",
    })),
  };
};

export const listDnsRecords: ApiAnswer = (cloud, { method, url }) => {
  const zone = /^\/client\/v4\/zones\/([^/]+)\/dns_records$/.exec(url.pathname)?.[1];
  if (method !== "GET" || zone === undefined) return undefined;
  const wanted = (outputs: Values, name: string, property = name): boolean => {
    const value = url.searchParams.get(name);
    return value === null || outputs[property] === value;
  };
  const found = rows(cloud, "cloudflare:index/dnsRecord:DnsRecord", "global").filter(
    ({ outputs }) => outputs.zoneId === zone && wanted(outputs, "name") && wanted(outputs, "type"),
  );
  const result = found.map(({ id, outputs }) => ({
    id,
    name: text(outputs.name) ?? "",
    type: text(outputs.type) ?? "",
    content: text(outputs.content) ?? "",
  }));
  return { success: true, errors: [], messages: [], result };
};

/** In the order in which they were made. */
function rows({ account }: Cloud, type: string, region: string): readonly AccountRow[] {
  return account.all().filter((row) => row.type === type && row.region === region);
}
