import { testRules } from "./rules-stage.ts";

testRules("s3", {
  "a bucket's name follows the rules for bucket names": {
    good: { bucket: "logs-of-threa" },
    bad: { bucket: "Logs_of_threa" },
  },
  "a bucket's name is there once in the world, whatever the region": {
    there: [["aws:s3/bucket:Bucket", "taken", { region: "us-east-1" }]],
    good: { bucket: "free" },
    bad: { bucket: "taken" },
  },
  "a bucket has an ACL only where its ownership allows one": {
    there: [
      ["aws:s3/bucket:Bucket", "open", {}],
      ["aws:s3/bucket:Bucket", "closed", {}],
      [
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        "open",
        { bucket: "open", rule: { objectOwnership: "BucketOwnerPreferred" } },
      ],
    ],
    good: { bucket: "open" },
    bad: { bucket: "closed" },
  },
  "ids of lifecycle rules are unique": {
    good: { rules: [{ id: "a" }, { id: "b" }] },
    bad: { rules: [{ id: "a" }, { id: "a" }] },
  },
  "a lifecycle rule does something": {
    good: { rules: [{ id: "a", expiration: { days: 1 } }] },
    bad: { rules: [{ id: "a" }] },
  },
  "objects move to an infrequent-access class after at least 30 days": {
    good: { rules: [{ transitions: [{ days: 30, storageClass: "STANDARD_IA" }] }] },
    bad: { rules: [{ transitions: [{ days: 7, storageClass: "STANDARD_IA" }] }] },
  },
  "objects expire after they moved": {
    good: { rules: [{ transitions: [{ days: 30 }], expiration: { days: 90 } }] },
    bad: { rules: [{ transitions: [{ days: 90 }], expiration: { days: 90 } }] },
  },
});
