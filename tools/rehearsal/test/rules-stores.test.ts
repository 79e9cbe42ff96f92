import { testRules } from "./rules-stage.ts";

testRules("stores", {
  "a parameter's name with a slash in it begins with one": { good: { name: "/app/url" }, bad: { name: "app/url" } },
  "a parameter's name does not begin with aws or ssm": { good: { name: "/app/url" }, bad: { name: "/aws/url" } },
  "a standard parameter's value has at most 4,096 bytes, an advanced one's 8,192": {
    good: { value: "x".repeat(4096) },
    bad: { value: "x".repeat(4097) },
  },
  "a parameter's name is there once in a region, unless it may be overwritten": {
    there: [["aws:ssm/parameter:Parameter", "/a", {}]],
    good: { name: "/a", overwrite: true },
    bad: { name: "/a" },
  },
  "a secret's name is there once in a region": {
    there: [["aws:secretsmanager/secret:Secret", "arn", { name: "a" }]],
    good: { name: "b" },
    bad: { name: "a" },
  },
  "a deleted secret waits for 7 to 30 days, or not at all": {
    good: { recoveryWindowInDays: 7 },
    bad: { recoveryWindowInDays: 6 },
  },
  "a repository's name is there once in a region": {
    there: [["aws:ecr/repository:Repository", "a", {}]],
    good: { name: "b" },
    bad: { name: "a" },
  },
  "a repository's lifecycle policy is JSON with rules of different priorities": {
    good: { policy: '{"rules":[{"rulePriority":1}]}' },
    bad: { policy: '{"rules":[{"rulePriority":1},{"rulePriority":1}]}' },
  },
  "a backup in cold storage stays there for at least 90 days": {
    good: { rules: [{ lifecycle: { coldStorageAfter: 30, deleteAfter: 120 } }] },
    bad: { rules: [{ lifecycle: { coldStorageAfter: 30, deleteAfter: 119 } }] },
  },
  "a backup has at least an hour more to end than to begin": {
    good: { rules: [{ startWindow: 60, completionWindow: 120 }] },
    bad: { rules: [{ startWindow: 60, completionWindow: 119 }] },
  },
  "names of backup rules are unique in their plan": {
    good: { rules: [{ ruleName: "a" }, { ruleName: "b" }] },
    bad: { rules: [{ ruleName: "a" }, { ruleName: "a" }] },
  },
});
