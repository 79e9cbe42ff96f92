import { isList, isObject, text, type Value, type Values } from "../wire/values.ts";
import type { AccountRow } from "./account.ts";

/** Properties by which resources are called, beside their id and their ARN. */
const NAMES = ["name", "arn", "identifier", "clusterIdentifier", "clusterId", "replicationGroupId", "bucket", "zoneId"];

/** What comes into being with a resource, and can be referred to although nobody made it. */
const ATTENDANTS: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpc:Vpc": [
    "defaultSecurityGroupId",
    "defaultRouteTableId",
    "mainRouteTableId",
    "defaultNetworkAclId",
    "dhcpOptionsId",
  ],
  "aws:ec2/natGateway:NatGateway": ["networkInterfaceId"],
  "aws:ec2/instance:Instance": ["primaryNetworkInterfaceId"],
  "aws:rds/instance:Instance": ["masterUserSecrets"],
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": ["outputs"],
  "aws:cloudformation/stack:Stack": ["outputs"],
  "aws:rds/cluster:Cluster": ["masterUserSecrets"],
};

/** Properties in which words name nothing. */
const SILENT = ["tags", "tagsAll", "description", "region"];

/** Longer texts are scripts and documents: nothing is called so. */
const LONGEST = 512;

/** What a resource is called: id, ARN, names, and the ids of what came with it. */
export function wordsFor(
  row: Pick<AccountRow, "type" | "id" | "outputs"> & { readonly key?: string },
): readonly string[] {
  const came = (ATTENDANTS[row.type] ?? []).map((name) => row.outputs[name] ?? null);
  const names = [...NAMES.flatMap((name) => text(row.outputs[name]) ?? []), ...wordsIn({ came })];
  return [...new Set([row.id, ...(row.key === undefined ? [] : [row.key]), ...names])];
}

/** The words that a resource's inputs say: among them is whatever it refers to. */
export function wordsIn(inputs: Values): readonly string[] {
  const words = new Set<string>();
  const visit = (value: Value) => {
    if (typeof value === "string" && value.length <= LONGEST) words.add(value);
    else if (isList(value)) value.forEach(visit);
    else if (isObject(value)) Object.values(value).forEach(visit);
  };
  for (const [name, value] of Object.entries(inputs)) if (!SILENT.includes(name)) visit(value);
  return [...words];
}
