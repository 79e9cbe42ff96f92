import { expect, it } from "vitest";
import { LossLog, lossOf } from "../src/losses/loss-log.ts";
import { recordingHost } from "./recording-host.ts";
import { stored } from "./stored.ts";

const DATABASE = "aws:rds/instance:Instance";

it.each([
  [DATABASE, { skipFinalSnapshot: true }, true],
  [DATABASE, { skipFinalSnapshot: true, replicateSourceDb: "primary" }, false],
  [DATABASE, {}, false],
  ["aws:s3/bucket:Bucket", { forceDestroy: true }, true],
  ["aws:s3/bucket:Bucket", {}, false],
  ["aws:secretsmanager/secret:Secret", { recoveryWindowInDays: 0 }, true],
  ["aws:secretsmanager/secret:Secret", { recoveryWindowInDays: 7 }, false],
  ["aws:secretsmanager/secret:Secret", {}, false],
  ["aws:dynamodb/table:Table", {}, true],
  ["aws:dynamodb/table:Table", { pointInTimeRecovery: { enabled: true } }, false],
  ["aws:elasticache/replicationGroup:ReplicationGroup", {}, true],
  ["aws:elasticache/replicationGroup:ReplicationGroup", { finalSnapshotIdentifier: "last" }, false],
  ["aws:cloudwatch/logGroup:LogGroup", { skipDestroy: true }, false],
  ["aws:kms/key:Key", {}, true],
  ["aws:ec2/securityGroup:SecurityGroup", {}, false],
])("knows whether the deletion of %s with %j loses something", (type, inputs, loses) => {
  expect(lossOf(stored(type, "x", { inputs }), "delete") !== undefined).toBe(loses);
});

it.each([{ external: true }, { retained: true }, { custom: false }])("loses nothing that stays: %j", (rest) => {
  expect(lossOf(stored("aws:efs/fileSystem:FileSystem", "files", rest), "delete")).toBeUndefined();
});

it("tells of each loss once, whatever step of the engine shows it first", () => {
  const { host, events } = recordingHost();
  const log = new LossLog(host);
  const old = { ...stored(DATABASE, "db", { inputs: { skipFinalSnapshot: true } }), parent: "", provider: "" };
  const metadata = { urn: old.urn, type: old.type, provider: "", old };
  log.takeEvent("data", {
    resourcePreEvent: { metadata: { ...metadata, op: "create-replacement" } },
    sequence: 1,
    timestamp: 1,
  });
  log.takeEvent("data", {
    resOutputsEvent: { metadata: { ...metadata, op: "delete-replaced" } },
    sequence: 2,
    timestamp: 1,
  });
  log.takeEvent("data", { resOutputsEvent: { metadata: { ...metadata, op: "update" } }, sequence: 3, timestamp: 1 });
  expect(log.of("data")).toMatchObject([{ name: "db", id: "db-1", deed: "replace" }]);
  expect(log.of("network")).toEqual([]);
  expect(events).toEqual([{ code: "permanent-loss", data: { layer: "data", ...log.of("data")[0] } }]);
});
