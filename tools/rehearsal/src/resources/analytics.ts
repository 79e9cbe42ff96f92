import { arn } from "../facts/arn.ts";
import { uuid } from "../facts/hash.ts";
import { arnAsId, arnOf, named, nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

/** Streams, catalogues and queries. Forms of ARNs: Service Authorization Reference, by service. */
export const analytics: ResourceRules = {
  "aws:kinesis/stream:Stream": {
    ...arnAsId((draft) => arn(draft.place, "kinesis", `stream/${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({ name: nameOf(made), streamModeDetails: { streamMode: "PROVISIONED" } }),
    replaces: ["name"],
  },
  "aws:kinesis/streamConsumer:StreamConsumer": {
    ...arnAsId((draft) => `${input(draft, "streamArn")}/consumer/${nameOf(draft)}:1767225600`),
    replaces: ["name", "streamArn"],
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    ...arnAsId((draft) => arn(draft.place, "firehose", `deliverystream/${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({ name: nameOf(made), destinationId: "destinationId-000000000001", versionId: "1" }),
    evolves: (_made, before) => ({ versionId: String(Number(before.versionId ?? 0) + 1) }),
    replaces: ["name", "destination", "kinesisSourceConfiguration", "mskSourceConfiguration"],
    naming: { property: "name", maxLength: 64 },
  },
  "aws:glue/catalogDatabase:CatalogDatabase": {
    id: (draft) => `${catalog(draft)}:${nameOf(draft)}`,
    unique: true,
    arn: (made) => arn(made.place, "glue", `database/${nameOf(made)}`),
    outputs: (made) => ({ name: nameOf(made), catalogId: catalog(made), locationUri: "" }),
    replaces: ["name", "catalogId"],
    naming: { property: "name", lowerCase: true },
  },
  "aws:glue/catalogTable:CatalogTable": {
    id: (draft) => `${catalog(draft)}:${input(draft, "databaseName")}:${nameOf(draft)}`,
    unique: true,
    arn: (made) => arn(made.place, "glue", `table/${input(made, "databaseName")}/${nameOf(made)}`),
    outputs: (made) => ({ name: nameOf(made), catalogId: catalog(made) }),
    replaces: ["name", "catalogId", "databaseName"],
    naming: { property: "name", lowerCase: true },
  },
  "aws:glue/crawler:Crawler": { ...named(), arn: arnOf("glue", "crawler/") },
  "aws:glue/job:Job": { ...named(), arn: arnOf("glue", "job/"), naming: { property: "name", maxLength: 255 } },
  "aws:glue/trigger:Trigger": { ...named(), arn: arnOf("glue", "trigger/") },
  "aws:athena/workgroup:Workgroup": { ...named(), arn: arnOf("athena", "workgroup/") },
  "aws:athena/namedQuery:NamedQuery": { id: (draft) => uuid(draft.hex(32)), replaces: ["*"] },
  "aws:athena/dataCatalog:DataCatalog": { ...named(), arn: arnOf("athena", "datacatalog/") },
  "aws:cloudwatch/logStream:LogStream": {
    // Streams of one name in two groups: the group is a part of what tells them apart.
    id: (draft) => nameOf(draft),
    identifiedBy: "arn",
    arn: (made) => arn(made.place, "logs", `log-group:${input(made, "logGroupName")}:log-stream:${nameOf(made)}`),
    replaces: ["name", "logGroupName"],
  },
};

/** The account's number is its catalogue's. */
function catalog(draft: Draft | Made): string {
  return input(draft, "catalogId", draft.place.account);
}
