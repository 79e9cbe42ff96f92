import { arn, type Place } from "../facts/arn.ts";
import { zonesOf } from "../facts/availability-zones.ts";
import { pick, uuid } from "../facts/hash.ts";
import { text, texts } from "../wire/values.ts";
import { vpcOfSubnet } from "./gateways.ts";
import { arnOf, named, nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRule, type ResourceRules } from "./rule.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Ports and versions that RDS takes by itself (Amazon RDS User Guide, release notes of 2026 for the versions). */
const ENGINES: Readonly<Record<string, { readonly port: number; readonly version: string }>> = {
  postgres: { port: 5432, version: "17.6" },
  "aurora-postgresql": { port: 5432, version: "17.5" },
  mysql: { port: 3306, version: "8.4.6" },
  mariadb: { port: 3306, version: "11.8.3" },
  "aurora-mysql": { port: 3306, version: "8.0.mysql_aurora.3.10.0" },
};

/** RDS picks windows in the region's night: one for all here. */
const BACKUP_WINDOW = "03:00-03:30";
const MAINTENANCE_WINDOW = "sun:04:00-sun:04:30";

/** Databases. */
export const rds: ResourceRules = {
  "aws:rds/instance:Instance": {
    id: (draft) => `db-${pick(LETTERS, 26, draft.hex(32))}`,
    arn: (made) => arn(made.place, "rds", `db:${nameOf(made, "identifier")}`),
    outputs: (made) => {
      const identifier = nameOf(made, "identifier");
      const engine = engineOf(made);
      const port = Number(made.inputs.port ?? engine.port);
      const address = `${identifier}.${endpointHash(made.place)}.${made.place.region}.rds.amazonaws.com`;
      return {
        ...common(made, engine.version),
        identifier,
        identifierPrefix: "",
        caCertIdentifier: "rds-ca-rsa2048-g1",
        backupWindow: BACKUP_WINDOW,
        maintenanceWindow: MAINTENANCE_WINDOW,
        address,
        port,
        endpoint: `${address}:${port}`,
        resourceId: made.id,
        hostedZoneId: `Z${pick(LETTERS, 13, "rds", made.place.region)}`,
        status: "available",
        availabilityZone: zonesOf(made.place.region)[0]?.name ?? "",
        multiAz: false,
        optionGroupName: `default:${input(made, "engine")}-${engine.version.split(".")[0]}`,
        licenseModel: input(made, "engine") === "postgres" ? "postgresql-license" : "general-public-license",
      };
    },
    replaces: [
      "identifierPrefix",
      "engine",
      "username",
      "dbName",
      "storageEncrypted",
      "kmsKeyId",
      "availabilityZone",
      "characterSetName",
      "ncharCharacterSetName",
      "snapshotIdentifier",
      "restoreToPointInTime",
      "s3Import",
      "timezone",
      "backupTarget",
      "customIamInstanceProfile",
    ],
    updates: ["identifier"],
    sets: ["vpcSecurityGroupIds", "enabledCloudwatchLogsExports"],
  },
  "aws:rds/cluster:Cluster": {
    ...named("clusterIdentifier"),
    arn: arnOf("rds", "cluster:"),
    outputs: (made) => {
      const engine = engineOf(made);
      const host = (kind: string) =>
        `${made.id}.${kind}-${endpointHash(made.place)}.${made.place.region}.rds.amazonaws.com`;
      return {
        ...common(made, engine.version),
        clusterIdentifier: made.id,
        clusterIdentifierPrefix: "",
        preferredBackupWindow: BACKUP_WINDOW,
        preferredMaintenanceWindow: MAINTENANCE_WINDOW,
        clusterResourceId: `cluster-${pick(LETTERS, 26, made.hex(32))}`,
        endpoint: host("cluster"),
        readerEndpoint: host("cluster-ro"),
        port: engine.port,
        hostedZoneId: `Z${pick(LETTERS, 13, "rds", made.place.region)}`,
        availabilityZones: zonesOf(made.place.region)
          .slice(0, 3)
          .map(({ name }) => name),
        databaseName: "",
        dbClusterParameterGroupName: `default.${input(made, "engine")}${engine.version.split(".")[0]}`,
      };
    },
    replaces: [
      "clusterIdentifier",
      "clusterIdentifierPrefix",
      "engine",
      "engineMode",
      "masterUsername",
      "databaseName",
      "storageEncrypted",
      "kmsKeyId",
      "availabilityZones",
      "snapshotIdentifier",
      "dbSubnetGroupName",
      "sourceRegion",
      "restoreToPointInTime",
      "s3Import",
      "clusterScalabilityType",
    ],
    // The documentation says so of other engines; Aurora changes it in place.
    updates: ["storageType"],
    sets: ["vpcSecurityGroupIds", "availabilityZones", "enabledCloudwatchLogsExports"],
    naming: "none",
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    ...named("identifier"),
    arn: arnOf("rds", "db:"),
    outputs: (made) => {
      const engine = engineOf(made);
      const version = versionOfCluster(made) ?? engine.version;
      return {
        identifier: made.id,
        identifierPrefix: "",
        endpoint: `${made.id}.${endpointHash(made.place)}.${made.place.region}.rds.amazonaws.com`,
        port: engine.port,
        preferredBackupWindow: BACKUP_WINDOW,
        preferredMaintenanceWindow: MAINTENANCE_WINDOW,
        dbiResourceId: `db-${pick(LETTERS, 26, made.hex(32))}`,
        engineVersion: version,
        engineVersionActual: version,
        writer: isWriter(made),
        storageEncrypted: true,
        networkType: "IPV4",
        caCertIdentifier: "rds-ca-rsa2048-g1",
        availabilityZone: zonesOf(made.place.region)[0]?.name ?? "",
      };
    },
    replaces: [
      "identifier",
      "identifierPrefix",
      "clusterIdentifier",
      "engine",
      "availabilityZone",
      "dbSubnetGroupName",
      "customIamInstanceProfile",
    ],
    naming: "none",
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    ...named(),
    arn: arnOf("rds", "subgrp:"),
    outputs: (made) => ({
      name: made.id,
      namePrefix: "",
      supportedNetworkTypes: ["IPV4"],
      vpcId: vpcOfSubnet(made, texts(made.inputs.subnetIds)[0] ?? ""),
    }),
    sets: ["subnetIds"],
    naming: { property: "name", lowerCase: true },
  },
  "aws:rds/parameterGroup:ParameterGroup": parameterGroup("pg:"),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": parameterGroup("cluster-pg:"),
  "aws:rds/optionGroup:OptionGroup": {
    ...named(),
    arn: arnOf("rds", "og:"),
    outputs: (made) => ({ name: made.id, namePrefix: "" }),
    replaces: ["name", "namePrefix", "engineName", "majorEngineVersion", "optionGroupDescription"],
    naming: { property: "name", lowerCase: true },
  },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    id: (draft) => arn(draft.place, "rds", `auto-backup:ab-${draft.hex(39)}`),
    outputs: (made) => ({ kmsKeyId: arn(made.place, "kms", `key/${uuid("aws/rds", made.place.region)}`) }),
    replaces: ["*"],
  },
};

/** An instance runs what its cluster runs (Amazon RDS API Reference, CreateDBInstance, EngineVersion). */
function versionOfCluster(made: Made): string | undefined {
  const key = input(made, "clusterIdentifier");
  const cluster = made.account.find({ type: "aws:rds/cluster:Cluster", region: made.place.region, key });
  return text(cluster?.outputs.engineVersion);
}

/** The first instance of a cluster writes, each later one reads (Amazon Aurora User Guide, "Aurora DB clusters"). */
function isWriter(made: Made): boolean {
  const instances = made.account
    .ofType("aws:rds/clusterInstance:ClusterInstance", made.place.region)
    .filter(({ inputs }) => inputs.clusterIdentifier === made.inputs.clusterIdentifier);
  const writer = instances.find(({ outputs }) => outputs.writer === true);
  return writer === undefined || writer.id === made.id;
}

function parameterGroup(kind: string): ResourceRule {
  return {
    ...named(),
    arn: arnOf("rds", kind),
    outputs: (made) => ({ name: made.id, namePrefix: "" }),
    replaces: ["name", "namePrefix", "family", "description"],
    sets: ["parameters"],
    naming: { property: "name", lowerCase: true },
  };
}

function common(made: Made, version: string) {
  const managed = made.inputs.manageMasterUserPassword === true;
  const secret = arn(
    made.place,
    "secretsmanager",
    `secret:rds!db-${uuid(made.id, "secret")}-${pick(LETTERS, 6, made.id)}`,
  );
  return {
    engineVersion: version,
    engineVersionActual: text(made.inputs.engineVersion) ?? version,
    masterUserSecrets: managed
      ? [
          {
            kmsKeyId: arn(made.place, "kms", `key/${uuid("aws/secretsmanager", made.place.region)}`),
            secretArn: secret,
            secretStatus: "active",
          },
        ]
      : [],
    networkType: "IPV4",
    storageType: "gp3",
    engineLifecycleSupport: "open-source-rds-extended-support",
    databaseInsightsMode: "standard",
  };
}

function engineOf(draft: Draft): { readonly port: number; readonly version: string } {
  const engine = ENGINES[input(draft, "engine")] ?? { port: 1521, version: "19" };
  return { port: Number(draft.inputs.port ?? engine.port), version: input(draft, "engineVersion", engine.version) };
}

/** The part of an endpoint that is the same for all databases of an account in a region. */
export function endpointHash(place: Place): string {
  return `c${pick("abcdefghijklmnopqrstuvwxyz0123456789", 11, "rds", place.account, place.region)}`;
}
