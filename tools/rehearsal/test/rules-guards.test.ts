import { type There, testRules } from "./rules-stage.ts";

const BUCKETS: readonly There[] = [
  ["aws:s3/bucket:Bucket", "open", {}],
  ["aws:s3/bucket:Bucket", "closed", {}],
  ["aws:s3/bucketPolicy:BucketPolicy", "open", { bucket: "open" }],
];

testRules("guards", {
  "what a firewall has for CloudFront is in us-east-1": { good: { scope: "REGIONAL" }, bad: { scope: "CLOUDFRONT" } },
  "priorities of a firewall's rules are unique": {
    good: { rules: [{ priority: 0 }, { priority: 1 }] },
    bad: { rules: [{ priority: 1 }, { priority: 1 }] },
  },
  "where a firewall logs has a name that begins with aws-waf-logs-": {
    good: { logDestinationConfigs: ["arn:aws:logs:eu-central-1:1:log-group:aws-waf-logs-a"] },
    bad: { logDestinationConfigs: ["arn:aws:logs:eu-central-1:1:log-group:waf"] },
  },
  "a trail's bucket has a policy that lets CloudTrail write": {
    there: BUCKETS,
    good: { s3BucketName: "open" },
    bad: { s3BucketName: "closed" },
  },
  "a delivery channel's bucket has a policy that lets Config write": {
    there: BUCKETS,
    good: { s3BucketName: "open" },
    bad: { s3BucketName: "closed" },
  },
  "a budget of money has a limit": { good: { budgetType: "COST", limitAmount: "120" }, bad: { budgetType: "COST" } },
  "a delivery channel comes after the recorder": {
    goodThere: [["aws:cfg/recorder:Recorder", "main", {}]],
    good: { name: "main" },
    bad: { name: "main" },
  },
  "a recorder starts after the delivery channel is there": {
    goodThere: [["aws:cfg/deliveryChannel:DeliveryChannel", "main", {}]],
    good: { isEnabled: true },
    bad: { isEnabled: true },
  },
  "a region has one detector": {
    badThere: [["aws:guardduty/detector:Detector", "d", {}]],
    good: { enable: true },
    bad: { enable: true },
  },
});
