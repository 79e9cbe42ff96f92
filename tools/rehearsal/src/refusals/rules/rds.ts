import { isObject, text, texts } from "../../wire/values.ts";
import { ENGINES, FAMILIES, NOT_AURORA, SIZE, VERSIONS } from "./rds-facts.ts";
import { allNamed, amount, isSet, named, zonesOfSubnets } from "./read.ts";
import type { Rule, Rules } from "./rule.ts";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
const CREATE = "Amazon RDS API Reference, CreateDBInstance";
const CLASSES = "Amazon RDS User Guide, Supported DB engines for DB instance classes";

/** Databases: their networks, engines, versions and classes. */
export const rds: Rules = [
  row(
    ["aws:rds/subnetGroup:SubnetGroup"],
    "a database's subnet group covers at least two zones",
    "DBSubnetGroupDoesNotCoverEnoughAZs",
    "Amazon RDS API Reference, CreateDBSubnetGroup",
    (attempt) => {
      const zones = zonesOfSubnets(attempt, texts(attempt.inputs.subnetIds));
      return !zones || new Set(zones).size >= 2
        ? undefined
        : `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones[0]}. Add subnets to cover at least 2 AZs.`;
    },
  ),
  row(
    ["aws:rds/subnetGroup:SubnetGroup"],
    "the subnets of a database's subnet group are of one VPC",
    "InvalidSubnet",
    "Amazon RDS API Reference, CreateDBSubnetGroup",
    (attempt) => {
      const rows = allNamed(attempt, "aws:ec2/subnet:Subnet", texts(attempt.inputs.subnetIds)) ?? [];
      return new Set(rows.map(({ inputs }) => inputs.vpcId)).size > 1
        ? "The requested subnet is invalid, or multiple subnets were requested that are not all in a common VPC."
        : undefined;
    },
  ),
  row(
    [INSTANCE, CLUSTER, MEMBER],
    "a database's engine is one that RDS has",
    "InvalidParameterValue",
    CREATE,
    ({ inputs }) => {
      const engine = text(inputs.engine);
      return engine === undefined || ENGINES.includes(engine) ? undefined : `Invalid DB engine: ${engine}`;
    },
  ),
  row(
    [INSTANCE, CLUSTER],
    "an engine version exists for the engine",
    "InvalidParameterCombination",
    "Amazon RDS for PostgreSQL Release Notes",
    ({ inputs }) => {
      const [engine, version] = [text(inputs.engine) ?? "", text(inputs.engineVersion)];
      const known = VERSIONS[engine];
      if (!known || version === undefined) return undefined;
      const [major = "", minor] = version.split(".");
      const [first, last] = known[major] ?? [1, 0];
      const wanted = minor === undefined ? first : Number(minor);
      return wanted >= first && wanted <= last ? undefined : `Cannot find version ${version} for ${engine}`;
    },
  ),
  row(
    [INSTANCE, MEMBER],
    "an instance class is one that RDS has",
    "InvalidParameterValue",
    "Amazon RDS User Guide, DB instance class types",
    ({ inputs }) => {
      const [head, family = "", ...size] = (text(inputs.instanceClass) ?? "db.serverless").split(".");
      const known =
        head === "db" && (family === "serverless" || (FAMILIES.includes(family) && SIZE.test(size.join("."))));
      return known ? undefined : `Invalid DB Instance class: ${inputs.instanceClass}`;
    },
  ),
  row(
    [INSTANCE, MEMBER],
    "the engine offers the instance class",
    "InvalidParameterCombination",
    CLASSES,
    ({ inputs }) => {
      const [engine, instanceClass] = [text(inputs.engine) ?? "", text(inputs.instanceClass) ?? ""];
      const family = instanceClass.split(".")[1] ?? "";
      const old = family === "t2" && Number((text(inputs.engineVersion) ?? "17").split(".")[0]) >= 13;
      const refused =
        engine === "postgres"
          ? family === "serverless" || old
          : engine === "aurora-postgresql" && NOT_AURORA.includes(family);
      return refused
        ? `RDS does not support creating a DB instance with the following combination: DBInstanceClass=${instanceClass}, Engine=${engine}, EngineVersion=${inputs.engineVersion ?? "default"}.`
        : undefined;
    },
  ),
  row(
    [MEMBER],
    "a serverless instance is in a cluster with a range of capacity",
    "InvalidDBClusterStateFault",
    "Amazon Aurora User Guide, Using Aurora Serverless v2",
    (attempt) => {
      const cluster = named(attempt, CLUSTER, attempt.inputs.clusterIdentifier);
      return attempt.inputs.instanceClass === "db.serverless" &&
        cluster &&
        !isSet(cluster.inputs.serverlessv2ScalingConfiguration)
        ? "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance."
        : undefined;
    },
  ),
  row(
    [CLUSTER],
    "a range of serverless capacity goes in half units from 0 to 256, the least not above the most",
    "InvalidParameterValue",
    "Amazon RDS API Reference, ServerlessV2ScalingConfiguration",
    ({ inputs }) => {
      const range = inputs.serverlessv2ScalingConfiguration;
      if (!isObject(range) || !("minCapacity" in range)) return undefined;
      const [least, most] = [amount(range.minCapacity) ?? 0, amount(range.maxCapacity) ?? 0];
      const good =
        [least, most].every((one) => (one * 2) % 1 === 0 && one <= 256) && least >= 0 && most >= Math.max(1, least);
      return good ? undefined : `Serverless v2 capacity from ${least} to ${most} isn't valid.`;
    },
  ),
  row(
    [INSTANCE, CLUSTER],
    "a parameter group's family fits the engine version",
    "InvalidParameterCombination",
    "Amazon RDS User Guide, Parameter groups for Amazon RDS",
    (attempt) => {
      const { inputs } = attempt;
      const [types, name] =
        attempt.facts.token === CLUSTER
          ? (["aws:rds/clusterParameterGroup:ClusterParameterGroup", inputs.dbClusterParameterGroupName] as const)
          : (["aws:rds/parameterGroup:ParameterGroup", inputs.parameterGroupName] as const);
      const family = text(named(attempt, types, name)?.inputs.family);
      const version = text(inputs.engineVersion);
      const wanted = `${inputs.engine}${version?.split(".")[0]}`;
      return !VERSIONS[text(inputs.engine) ?? ""] || family === undefined || version === undefined || family === wanted
        ? undefined
        : `The Parameter Group ${name} with DBParameterGroupFamily ${family} can't be used for this instance. Use a Parameter Group with DBParameterGroupFamily ${wanted}.`;
    },
  ),
];

function row(types: readonly string[], rule: string, code: string, source: string, broken: Rule["broken"]): Rule {
  return { types, rule, code, source, broken };
}
