import { arn } from "../facts/arn.ts";
import { MADE_AT, pick, uuid } from "../facts/hash.ts";
import { publicAddress } from "./gateways.ts";
import { arnAsId, arnOf, nameOf, named } from "./ids.ts";
import { type Draft, input, type ResourceRule, type ResourceRules } from "./rule.ts";

const SMALL = "abcdefghijklmnopqrstuvwxyz0123456789";

const namespace: ResourceRule = {
  id: (draft) => `ns-${pick(SMALL, 16, draft.hex(32))}`,
  arn: arnOf("servicediscovery", "namespace/"),
  outputs: (made) => ({ name: nameOf(made), httpName: nameOf(made), hostedZone: `Z${pick(SMALL.toUpperCase(), 20, made.id)}` }),
  replaces: ["name", "vpc"],
};

/** What a container platform uses besides: discovery, scaling, backups, functions, tables, small servers. */
export const platform: ResourceRules = {
  "aws:servicediscovery/httpNamespace:HttpNamespace": namespace,
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": namespace,
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace": namespace,
  "aws:servicediscovery/service:Service": {
    id: (draft) => `srv-${pick(SMALL, 16, draft.hex(32))}`,
    arn: arnOf("servicediscovery", "service/"),
    outputs: (made) => ({ name: nameOf(made), namespaceId: "", type: "HTTP" }),
    replaces: ["name", "namespaceId", "type", "healthCheckCustomConfig"],
  },
  "aws:appautoscaling/target:Target": {
    id: (draft) => input(draft, "resourceId"),
    arn: (made) => arn(made.place, "application-autoscaling", `scalable-target/${made.hex(4)}${uuid(made.id).slice(0, 28)}`),
    outputs: (made) => ({
      roleArn: `arn:aws:iam::${made.place.account}:role/aws-service-role/${input(made, "serviceNamespace")}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
      suspendedState: { dynamicScalingInSuspended: false, dynamicScalingOutSuspended: false, scheduledScalingSuspended: false },
    }),
    replaces: ["resourceId", "scalableDimension", "serviceNamespace"],
  },
  "aws:appautoscaling/policy:Policy": {
    id: (draft) => nameOf(draft),
    identifiedBy: "arn",
    arn: (made) => arn(made.place, "autoscaling", `scalingPolicy:${uuid(made.urn, made.id)}:resource/${input(made, "serviceNamespace")}/${input(made, "resourceId")}:policyName/${nameOf(made)}`),
    outputs: (made) => ({ name: nameOf(made), alarmArns: alarms(made) }),
    replaces: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    id: (draft) => `${nameOf(draft)}-${input(draft, "serviceNamespace")}-${input(draft, "resourceId")}`,
    unique: true,
    arn: (made) => arn(made.place, "autoscaling", `scheduledAction:${uuid(made.id)}:resource/${input(made, "serviceNamespace")}/${input(made, "resourceId")}:scheduledActionName/${nameOf(made)}`),
    outputs: (made) => ({ name: nameOf(made) }),
    replaces: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  },
  "aws:backup/vault:Vault": {
    ...named(),
    arn: arnOf("backup", "backup-vault:"),
    outputs: (made) => ({ name: made.id, recoveryPoints: 0, kmsKeyArn: arn(made.place, "kms", `key/${uuid("aws/backup", made.place.region)}`) }),
    replaces: ["name", "kmsKeyArn"],
    naming: { property: "name", maxLength: 50 },
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": { id: (draft) => input(draft, "backupVaultName"), replaces: ["*"] },
  "aws:backup/plan:Plan": {
    id: (draft) => uuid(draft.hex(32)),
    arn: arnOf("backup", "backup-plan:"),
    outputs: (made) => ({ name: nameOf(made), version: versionOf(made.id) }),
    evolves: (made, before) => ({ version: versionOf(made.id + JSON.stringify(before["version"] ?? "")) }),
    replaces: ["name"],
    sets: ["rules"],
  },
  "aws:backup/selection:Selection": { id: (draft) => uuid(draft.hex(32)), outputs: (made) => ({ name: nameOf(made), notResources: [], conditions: [] }), replaces: ["*"], sets: ["resources"] },
  "aws:lambda/function:Function": {
    ...named(),
    arn: arnOf("lambda", "function:"),
    outputs: (made) => ({
      name: made.id,
      version: "$LATEST",
      invokeArn: `arn:aws:apigateway:${made.place.region}:lambda:path/2015-03-31/functions/${arn(made.place, "lambda", `function:${made.id}`)}/invocations`,
      qualifiedArn: arn(made.place, "lambda", `function:${made.id}:$LATEST`),
      lastModified: MADE_AT,
      architectures: ["x86_64"],
      codeSha256: made.hex(44, "code"),
      tracingConfig: { mode: "PassThrough" },
      ephemeralStorage: { size: 512 },
      loggingConfig: { logFormat: "Text", logGroup: `/aws/lambda/${made.id}` },
    }),
    replaces: ["name", "packageType"],
    naming: { property: "name", maxLength: 64 },
  },
  "aws:lambda/permission:Permission": { id: (draft) => nameOf(draft, "statementId"), outputs: (made) => ({ statementId: made.id, statementIdPrefix: "" }), replaces: ["*"] },
  "aws:dynamodb/table:Table": { ...named(), arn: arnOf("dynamodb", "table/"), outputs: (made) => ({ name: made.id, readCapacity: 0, writeCapacity: 0, streamArn: "", streamLabel: "" }), replaces: ["name", "hashKey", "rangeKey", "localSecondaryIndexes"], sets: ["attributes"] },
  "aws:efs/fileSystem:FileSystem": { id: (draft) => `fs-0${draft.hex(16)}`, arn: arnOf("elasticfilesystem", "file-system/"), outputs: (made) => ({ dnsName: `${made.id}.efs.${made.place.region}.amazonaws.com`, performanceMode: "generalPurpose", encrypted: false }), replaces: ["creationToken", "encrypted", "kmsKeyId", "performanceMode", "availabilityZoneName"], naming: "none" },
  "aws:lightsail/instance:Instance": {
    ...named(),
    arn: (made) => arn(made.place, "lightsail", `Instance/${uuid(made.id)}`),
    outputs: (made) => ({ name: made.id, publicIpAddress: publicAddress(made.id), privateIpAddress: `172.26.${Number.parseInt(made.hex(1), 16)}.10`, cpuCount: 2, ramSize: 1, username: "ubuntu", isStaticIp: false, createdAt: MADE_AT }),
    replaces: ["name", "availabilityZone", "blueprintId", "bundleId", "keyPairName", "userData"],
  },
  "aws:lightsail/staticIp:StaticIp": { ...named(), arn: (made) => arn(made.place, "lightsail", `StaticIp/${uuid(made.id)}`), outputs: (made) => ({ name: made.id, ipAddress: publicAddress(made.id) }) },
  "aws:lightsail/staticIpAttachment:StaticIpAttachment": { id: (draft) => input(draft, "staticIpName"), replaces: ["*"] },
  "aws:lightsail/instancePublicPorts:InstancePublicPorts": { id: (draft) => `${input(draft, "instanceName")}-${draft.hex(8)}`, replaces: ["*"] },
  "aws:guardduty/detector:Detector": { id: (draft) => draft.hex(32), arn: arnOf("guardduty", "detector/"), outputs: (made) => ({ accountId: made.place.account, findingPublishingFrequency: "SIX_HOURS" }) },
  "aws:cloudtrail/trail:Trail": { ...arnAsId((draft) => arn(draft.place, "cloudtrail", `trail/${nameOf(draft)}`)), unique: true, outputs: (made) => ({ name: nameOf(made), homeRegion: made.place.region, snsTopicArn: "" }) },
};

/** A policy that tracks a target makes two alarms of its own. */
function alarms(draft: Draft): { readonly [name: string]: string }[] | string[] {
  if (input(draft, "policyType") !== "TargetTrackingScaling") return [];
  return ["AlarmHigh", "AlarmLow"].map((kind) => arn(draft.place, "cloudwatch", `alarm:TargetTracking-${input(draft, "resourceId")}-${kind}-${uuid(draft.urn, kind)}`));
}

function versionOf(seed: string): string {
  return pick(`${SMALL}${SMALL.toUpperCase()}`, 48, seed);
}
