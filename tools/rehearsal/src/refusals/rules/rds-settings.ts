import { text } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { RESERVED_USERS, STORAGE } from "./rds-facts.ts";
import { amount, isSet, others } from "./read.ts";
import type { Rule, Rules } from "./rule.ts";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
const CREATE = "Amazon RDS API Reference, CreateDBInstance";

/** Names, passwords, storage, backups and monitoring of databases. */
export const rdsSettings: Rules = [
  row(
    [INSTANCE, CLUSTER],
    'a master password has 8 to 128 printable characters without / @ " and space',
    "InvalidParameterValue",
    CREATE,
    ({ inputs }) => {
      const password = text(inputs.password ?? inputs.masterPassword);
      if (password === undefined) return undefined;
      if (password.length < 8)
        return "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.";
      return /^[!#-.0-?A-~]{8,128}$/.test(password)
        ? undefined
        : "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.";
    },
  ),
  row(
    [INSTANCE, CLUSTER],
    "a master user's name begins with a letter, has at most 63 letters, digits and underscores, and is not reserved",
    "InvalidParameterValue",
    CREATE,
    ({ inputs }) => {
      const user = text(inputs.username ?? inputs.masterUsername);
      if (user === undefined || !String(inputs.engine).includes("postgres")) return undefined;
      if (RESERVED_USERS.includes(user.toLowerCase()))
        return `MasterUsername ${user} cannot be used as it is a reserved word used by the engine`;
      return /^[A-Za-z]\w{0,62}$/.test(user)
        ? undefined
        : `The parameter MasterUsername is not a valid identifier: ${user}`;
    },
  ),
  row(
    [INSTANCE, CLUSTER],
    "a database's name begins with a letter or an underscore and has at most 63 letters, digits and underscores",
    "InvalidParameterValue",
    CREATE,
    ({ inputs }) => {
      const name = text(inputs.dbName ?? inputs.databaseName);
      return name === undefined || !String(inputs.engine).includes("postgres") || /^[A-Za-z_]\w{0,62}$/.test(name)
        ? undefined
        : "DBName must begin with a letter and contain only alphanumeric characters.";
    },
  ),
  row(
    [INSTANCE, CLUSTER, MEMBER],
    "a database's identifier has at most 63 small letters, digits and hyphens, begins with a letter, and has no hyphen at its end or two in a row",
    "InvalidParameterValue",
    CREATE,
    ({ inputs }) => {
      const [name, id] = identifier(inputs);
      return id === undefined || (/^(?!.*--)[a-z][a-z0-9-]{0,62}$/.test(id) && !id.endsWith("-"))
        ? undefined
        : `The parameter ${name} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`;
    },
  ),
  row(
    [INSTANCE, MEMBER],
    "a database's identifier is there once in a region",
    "DBInstanceAlreadyExists",
    CREATE,
    (attempt) => {
      const [, id] = identifier(attempt.inputs);
      const taken =
        id !== undefined &&
        [INSTANCE, MEMBER].some((type) => others(attempt, type).some(({ outputs }) => outputs.identifier === id));
      return taken ? "DB instance already exists" : undefined;
    },
  ),
  row(
    [INSTANCE],
    "a replica's source has automated backups",
    "InvalidDBInstanceState",
    "Amazon RDS User Guide, Working with DB instance read replicas",
    (attempt) => {
      const source = text(attempt.inputs.replicateSourceDb);
      const found = others(attempt).find(
        ({ id, outputs }) => source !== undefined && [id, outputs.identifier, outputs.arn].includes(source),
      );
      return found && (amount(found.inputs.backupRetentionPeriod) ?? 0) === 0
        ? "Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value."
        : undefined;
    },
  ),
  row(
    [INSTANCE],
    "an instance's storage is in the range of its type",
    "InvalidParameterValue",
    "Amazon RDS User Guide, Amazon RDS DB instance storage",
    ({ inputs }) => {
      const [size, type] = [amount(inputs.allocatedStorage), text(inputs.storageType) ?? "gp2"];
      const [least, most] = STORAGE[type] ?? [0, Number.POSITIVE_INFINITY];
      return size === undefined || inputs.engine !== "postgres" || (size >= least && size <= most)
        ? undefined
        : `Invalid storage size for engine name postgres and storage type ${type}: ${size}`;
    },
  ),
  row(
    [INSTANCE],
    "storage grows by itself to more than there is",
    "InvalidParameterCombination",
    "Amazon RDS User Guide, Managing capacity automatically with storage autoscaling",
    ({ inputs }) => {
      const [size, most] = [amount(inputs.allocatedStorage), amount(inputs.maxAllocatedStorage) ?? 0];
      return size === undefined || most === 0 || most > size
        ? undefined
        : "Max storage size must be greater than storage size";
    },
  ),
  row(
    [INSTANCE],
    "gp3 storage below 400 GiB has no throughput or IOPS of its own",
    "InvalidParameterCombination",
    "Amazon RDS User Guide, Amazon RDS DB instance storage",
    ({ inputs }) =>
      inputs.engine === "postgres" &&
      inputs.storageType === "gp3" &&
      (amount(inputs.allocatedStorage) ?? 400) < 400 &&
      (isSet(inputs.iops) || isSet(inputs.storageThroughput))
        ? "You can't specify IOPS or storage throughput for engine postgres and a storage size less than 400."
        : undefined,
  ),
  row(
    [INSTANCE, CLUSTER],
    "backups are kept for 0 to 35 days, a cluster's for at least one",
    "InvalidParameterValue",
    CREATE,
    ({ inputs, facts }) => {
      const days = amount(inputs.backupRetentionPeriod);
      return days === undefined || (days >= (facts.token === CLUSTER ? 1 : 0) && days <= 35)
        ? undefined
        : `Invalid backup retention period: ${days}. Retention period must be between ${facts.token === CLUSTER ? 1 : 0} and 35`;
    },
  ),
  row(
    [INSTANCE, MEMBER],
    "enhanced monitoring goes every 1, 5, 10, 15, 30 or 60 seconds",
    "InvalidParameterValue",
    CREATE,
    ({ inputs }) =>
      [0, 1, 5, 10, 15, 30, 60].includes(amount(inputs.monitoringInterval) ?? 0)
        ? undefined
        : `Invalid monitoring interval: ${inputs.monitoringInterval}`,
  ),
  row([INSTANCE, MEMBER], "enhanced monitoring has a role", "InvalidParameterCombination", CREATE, ({ inputs }) =>
    (amount(inputs.monitoringInterval) ?? 0) > 0 && !isSet(inputs.monitoringRoleArn)
      ? "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0."
      : undefined,
  ),
];

function row(types: readonly string[], rule: string, code: string, source: string, broken: Rule["broken"]): Rule {
  return { types, rule, code, source, broken };
}

function identifier(inputs: Attempt["inputs"]): readonly [string, string | undefined] {
  const cluster = text(inputs.clusterIdentifier);
  return inputs.instanceClass === undefined && cluster !== undefined
    ? ["DBClusterIdentifier", cluster]
    : ["DBInstanceIdentifier", text(inputs.identifier)];
}
