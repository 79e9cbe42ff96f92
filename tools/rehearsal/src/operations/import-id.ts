import type { AccountRow } from "../account/account.ts";
import { text, type Values } from "../wire/values.ts";

/** Properties in a row, with a sign between them. */
const joined =
  (sign: string, ...names: readonly string[]) =>
  ({ outputs }: AccountRow): string =>
    names.map((name) => text(outputs[name]) ?? "").join(sign);

const byName = joined("", "name");
const inFamily =
  (...owner: readonly string[]) =>
  ({ id, outputs }: AccountRow): string =>
    [...owner.map((name) => text(outputs[name]) ?? ""), id].join("/");

/**
 * What an import names a resource by, where that is not its id. Source: "Import" of each type's page in the Pulumi
 * registry. Terraform's own S3 settings take the bucket's name, which is their id.
 */
const IMPORT_IDS: Readonly<Record<string, (row: AccountRow) => string>> = {
  "aws:appautoscaling/policy:Policy": joined("/", "serviceNamespace", "resourceId", "scalableDimension", "name"),
  "aws:appautoscaling/target:Target": joined("/", "serviceNamespace", "resourceId", "scalableDimension"),
  "aws:backup/selection:Selection": ({ id, outputs }) => `${text(outputs.planId)}|${id}`,
  "aws:cloudwatch/queryDefinition:QueryDefinition": joined("", "arn"),
  "aws:ec2/route:Route": ({ outputs }) => `${text(outputs.routeTableId)}_${destinationOf(outputs)}`,
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ({ outputs }) =>
    `${text(outputs.subnetId) ?? text(outputs.gatewayId)}/${text(outputs.routeTableId)}`,
  "aws:ecs/cluster:Cluster": byName,
  "aws:ecs/service:Service": ({ outputs }) => `${lastOf(text(outputs.cluster))}/${text(outputs.name)}`,
  "aws:ecs/taskDefinition:TaskDefinition": joined("", "arn"),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": joined("/", "role", "policyArn"),
  "aws:rds/instance:Instance": joined("", "identifier"),
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": ({ outputs }) =>
    `serverlessrepo-${text(outputs.name)?.replace(/^serverlessrepo-/, "")}`,
  "aws:wafv2/ipSet:IpSet": ({ id, outputs }) => `${id}/${text(outputs.name)}/${text(outputs.scope)}`,
  "aws:wafv2/webAcl:WebAcl": ({ id, outputs }) => `${id}/${text(outputs.name)}/${text(outputs.scope)}`,
  "cloudflare:index/dnsRecord:DnsRecord": inFamily("zoneId"),
  "cloudflare:index/workersCustomDomain:WorkersCustomDomain": inFamily("accountId"),
  "cloudflare:index/workersScript:WorkersScript": joined("/", "accountId", "scriptName"),
  "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig": joined(
    "/",
    "accountId",
    "tunnelId",
  ),
};

/** What an import names a resource of the account by. */
export function importIdOf(row: AccountRow): string {
  return IMPORT_IDS[row.type]?.(row) ?? row.id;
}

function destinationOf(outputs: Values): string {
  return (
    text(outputs.destinationCidrBlock) ??
    text(outputs.destinationIpv6CidrBlock) ??
    text(outputs.destinationPrefixListId) ??
    ""
  );
}

/** A cluster's name, whether it is given by name or by ARN. */
function lastOf(name = ""): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
