import { testRules } from "./rules-stage.ts";

testRules("rds-settings", {
  'a master password has 8 to 128 printable characters without / @ " and space': {
    good: { password: "long-enough!" },
    bad: { password: "with/slash" },
  },
  "a master user's name begins with a letter, has at most 63 letters, digits and underscores, and is not reserved": {
    good: { engine: "postgres", username: "threa" },
    bad: { engine: "postgres", username: "admin" },
  },
  "a database's name begins with a letter or an underscore and has at most 63 letters, digits and underscores": {
    good: { engine: "postgres", dbName: "threa" },
    bad: { engine: "postgres", dbName: "threa-prod" },
  },
  "a database's identifier has at most 63 small letters, digits and hyphens, begins with a letter, and has no hyphen at its end or two in a row":
    { good: { identifier: "threa-postgres" }, bad: { identifier: "threa--postgres" } },
  "a database's identifier is there once in a region": {
    there: [["aws:rds/instance:Instance", "db-A", { identifier: "a" }]],
    good: { identifier: "b" },
    bad: { identifier: "a" },
  },
  "a replica's source has automated backups": {
    there: [
      ["aws:rds/instance:Instance", "db-A", { identifier: "kept", backupRetentionPeriod: 7 }],
      ["aws:rds/instance:Instance", "db-B", { identifier: "bare" }],
    ],
    good: { replicateSourceDb: "kept" },
    bad: { replicateSourceDb: "bare" },
  },
  "an instance's storage is in the range of its type": {
    good: { engine: "postgres", storageType: "gp3", allocatedStorage: 20 },
    bad: { engine: "postgres", storageType: "gp3", allocatedStorage: 10 },
  },
  "storage grows by itself to more than there is": {
    good: { allocatedStorage: 20, maxAllocatedStorage: 40 },
    bad: { allocatedStorage: 20, maxAllocatedStorage: 20 },
  },
  "gp3 storage below 400 GiB has no throughput or IOPS of its own": {
    good: { engine: "postgres", storageType: "gp3", allocatedStorage: 400, iops: 12000 },
    bad: { engine: "postgres", storageType: "gp3", allocatedStorage: 20, iops: 12000 },
  },
  "backups are kept for 0 to 35 days, a cluster's for at least one": {
    good: { backupRetentionPeriod: 35 },
    bad: { backupRetentionPeriod: 36 },
  },
  "enhanced monitoring goes every 1, 5, 10, 15, 30 or 60 seconds": {
    good: { monitoringInterval: 60 },
    bad: { monitoringInterval: 20 },
  },
  "enhanced monitoring has a role": {
    good: { monitoringInterval: 60, monitoringRoleArn: "r" },
    bad: { monitoringInterval: 60 },
  },
});
