import { testRules } from "./rules-stage.ts";

testRules("messaging", {
  "a queue's name ends in .fifo where it is a FIFO queue, and nowhere else": {
    good: { name: "jobs.fifo", fifoQueue: true },
    bad: { name: "jobs", fifoQueue: true },
  },
  "a queue's times and sizes are in their ranges": {
    good: { visibilityTimeoutSeconds: 30 },
    bad: { visibilityTimeoutSeconds: 43201 },
  },
  "a queue's redrive policy is JSON with a queue's ARN and a count from 1 to 1000": {
    good: { redrivePolicy: '{"deadLetterTargetArn":"arn:q","maxReceiveCount":5}' },
    bad: { redrivePolicy: '{"deadLetterTargetArn":"arn:q","maxReceiveCount":0}' },
  },
  "a topic's name ends in .fifo where it is a FIFO topic, and nowhere else": {
    good: { name: "alarms" },
    bad: { name: "alarms.fifo" },
  },
  "a subscription's protocol is one that SNS has": { good: { protocol: "email" }, bad: { protocol: "slack" } },
  "a subscription's endpoint fits its protocol": {
    good: { protocol: "email", endpoint: "team@example.com" },
    bad: { protocol: "email", endpoint: "https://example.com" },
  },
  "a table's attributes are the keys of the table and of its indexes": {
    good: { hashKey: "id", attributes: [{ name: "id" }] },
    bad: { hashKey: "id", attributes: [{ name: "id" }, { name: "age" }] },
  },
  "a provisioned table has capacities, one paid by request has none": {
    good: { billingMode: "PAY_PER_REQUEST" },
    bad: { billingMode: "PAY_PER_REQUEST", readCapacity: 5, writeCapacity: 5 },
  },
  "a function from a package has a runtime and a handler": {
    good: { runtime: "nodejs22.x", handler: "index.handler" },
    bad: { runtime: "nodejs22.x" },
  },
  "a function's environment sets no name that Lambda keeps": {
    good: { environment: { variables: { STAGE: "prod" } } },
    bad: { environment: { variables: { AWS_REGION: "x" } } },
  },
  "a queue hides a message at least as long as the function that reads it may run": {
    there: [
      ["aws:sqs/queue:Queue", "q", { visibilityTimeoutSeconds: 30 }, { arn: "arn:q" }],
      ["aws:lambda/function:Function", "quick", { timeout: 30 }],
      ["aws:lambda/function:Function", "slow", { timeout: 60 }],
    ],
    good: { eventSourceArn: "arn:q", functionName: "quick" },
    bad: { eventSourceArn: "arn:q", functionName: "slow" },
  },
});
