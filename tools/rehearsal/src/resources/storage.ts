import { arn } from "../facts/arn.ts";
import { text } from "../wire/values.ts";
import { privateAddress } from "./gateways.ts";
import { arnOf, attendantId, named } from "./ids.ts";
import { type Draft, input, type ResourceRules } from "./rule.ts";

/** Tables and file systems. */
export const storage: ResourceRules = {
  "aws:dynamodb/table:Table": {
    ...named(),
    arn: arnOf("dynamodb", "table/"),
    outputs: (made) => ({
      name: made.id,
      readCapacity: 0,
      writeCapacity: 0,
      streamArn: made.inputs.streamEnabled === true ? `${tableArn(made.id, made)}/stream/${STREAM_LABEL}` : "",
      streamLabel: made.inputs.streamEnabled === true ? STREAM_LABEL : "",
    }),
    replaces: ["name", "hashKey", "rangeKey", "localSecondaryIndexes"],
    sets: ["attributes"],
  },
  "aws:efs/fileSystem:FileSystem": {
    id: (draft) => `fs-0${draft.hex(16)}`,
    arn: arnOf("elasticfilesystem", "file-system/"),
    outputs: (made) => ({
      dnsName: `${made.id}.efs.${made.place.region}.amazonaws.com`,
      performanceMode: "generalPurpose",
      encrypted: false,
    }),
    replaces: ["creationToken", "encrypted", "kmsKeyId", "performanceMode", "availabilityZoneName"],
    naming: "none",
  },
  "aws:efs/mountTarget:MountTarget": {
    id: (draft) => `fsmt-0${draft.hex(16)}`,
    outputs: (made) => {
      const fileSystem = input(made, "fileSystemId");
      const { region } = made.place;
      const subnet = made.account.find({ type: "aws:ec2/subnet:Subnet", region, key: input(made, "subnetId") });
      const zone = text(subnet?.outputs.availabilityZone) ?? `${region}a`;
      return {
        dnsName: `${fileSystem}.efs.${region}.amazonaws.com`,
        mountTargetDnsName: `${zone}.${fileSystem}.efs.${region}.amazonaws.com`,
        ipAddress: privateAddress(made),
        ipAddressType: "IPV4_ONLY",
        ipv6Address: "",
        networkInterfaceId: attendantId(made, "eni"),
        availabilityZoneName: zone,
        availabilityZoneId: text(subnet?.outputs.availabilityZoneId) ?? "",
        fileSystemArn: fileSystemArn(made),
        ownerId: made.place.account,
      };
    },
    replaces: ["fileSystemId", "subnetId", "ipAddress", "ipAddressType"],
    sets: ["securityGroups"],
  },
  "aws:efs/accessPoint:AccessPoint": {
    id: (draft) => `fsap-0${draft.hex(16)}`,
    arn: arnOf("elasticfilesystem", "access-point/"),
    outputs: (made) => ({ fileSystemArn: fileSystemArn(made), ownerId: made.place.account }),
    replaces: ["fileSystemId", "posixUser", "rootDirectory"],
  },
  "aws:efs/backupPolicy:BackupPolicy": { id: (draft) => input(draft, "fileSystemId"), replaces: ["fileSystemId"] },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    id: (draft) => input(draft, "fileSystemId"),
    replaces: ["fileSystemId"],
    documents: ["policy"],
  },
};

/** Streams are labelled with the time at which they were made. */
const STREAM_LABEL = "2026-01-01T00:00:00.000";

function tableArn(name: string, draft: Draft): string {
  return arn(draft.place, "dynamodb", `table/${name}`);
}

function fileSystemArn(draft: Draft): string {
  return arn(draft.place, "elasticfilesystem", `file-system/${input(draft, "fileSystemId")}`);
}
