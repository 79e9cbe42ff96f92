import { arnOf, named } from "./ids.ts";
import type { ResourceRules } from "./rule.ts";

/** Tables and file systems. */
export const storage: ResourceRules = {
  "aws:dynamodb/table:Table": {
    ...named(),
    arn: arnOf("dynamodb", "table/"),
    outputs: (made) => ({ name: made.id, readCapacity: 0, writeCapacity: 0, streamArn: "", streamLabel: "" }),
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
};
