import { describe, expect, it } from "vitest";
import { checkModels } from "../src/models/check.ts";
import type { ApiError, Attempt } from "../src/refusals/attempt.ts";
import { revealAll, secret, type Values } from "../src/wire/values.ts";
import { memoryCloud, urnOf } from "./memory-cloud.ts";

const { facts: sdk, account } = memoryCloud();

/** What AWS says to a create, or to an update of what was there `before`. */
function check(type: string, marked: Values, before?: Values): ApiError | undefined {
  const facts = sdk.resource(type);
  if (facts === undefined) throw new Error(`no type ${type}`);
  const place = { account: "123456789012", region: "eu-central-1" };
  const operation = before === undefined ? "create" : "update";
  const inputs = revealAll(marked);
  const attempt: Attempt = {
    operation,
    facts,
    urn: urnOf(type, "one"),
    id: "",
    inputs,
    marked,
    before,
    place,
    account,
  };
  return checkModels(attempt);
}

const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const role = { name: "worker", assumeRolePolicy: policy };
const container = { name: "api", image: "api:1" };

/** Kind of fact, type, inputs that AWS takes, what is wrong instead, code, words of the message. */
type Row = readonly [kind: string, type: string, good: Values, bad: Values, code: string, words: string];

const ROWS: readonly Row[] = [
  [
    "the length of a name",
    "aws:iam/role:Role",
    role,
    { name: "x".repeat(65) },
    "ValidationError",
    "at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
  ],
  [
    "the shortest length",
    "aws:ecr/repository:Repository",
    { name: "api" },
    { name: "a" },
    "InvalidParameterException",
    "Member must have length greater than or equal to",
  ],
  [
    "the pattern of a name",
    "aws:iam/role:Role",
    role,
    { name: "a role" },
    "ValidationError",
    "Value 'a role' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern",
  ],
  [
    "the pattern of a log group",
    "aws:cloudwatch/logGroup:LogGroup",
    { name: "/ecs/api" },
    { name: "/ecs/api group" },
    "InvalidParameterException",
    "at 'logGroupName'",
  ],
  [
    "an enumeration",
    "aws:ecs/service:Service",
    { launchType: "FARGATE" },
    { launchType: "LAMBDA" },
    "InvalidParameterException",
    "Value 'LAMBDA' at 'launchType' failed to satisfy constraint: Member must satisfy enum value set: [EC2, EXTERNAL, FARGATE",
  ],
  [
    "an instance type",
    "aws:ec2/instance:Instance",
    { instanceType: "t3.micro" },
    { instanceType: "t3.tiny" },
    "InvalidParameterValue",
    "'t3.tiny' at 'instanceType'",
  ],
  [
    "the range of a number",
    "aws:lambda/function:Function",
    { memorySize: 128 },
    { memorySize: 64 },
    "ValidationException",
    "Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
  ],
  [
    "the upper end of a range in an object of the SDK's own",
    "aws:lb/targetGroup:TargetGroup",
    { healthCheck: { interval: 30 } },
    { healthCheck: { interval: 301 } },
    "ValidationError",
    "'301' at 'healthCheckIntervalSeconds' failed to satisfy constraint: Member must have value less than or equal to 300",
  ],
  [
    "the size of a list",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    { alarmActions: ["arn:aws:sns:eu-central-1:123456789012:alarms"] },
    { alarmActions: Array.from({ length: 6 }, (_, index) => `arn:aws:sns:eu-central-1:123456789012:alarms${index}`) },
    "ValidationError",
    "at 'alarmActions' failed to satisfy constraint: Member must have length less than or equal to 5",
  ],
  [
    "what an item of a list must have",
    "aws:wafv2/webAcl:WebAcl",
    { customResponseBodies: [{ key: "blocked", content: "no", contentType: "TEXT_PLAIN" }] },
    { rules: [{ name: "block", priority: 1, statement: {} }] },
    "WAFInvalidParameterException",
    "at 'rules.1.member.visibilityConfig' failed to satisfy constraint: Member must not be null",
  ],
  [
    "an enumeration in an item of a list",
    "aws:ecs/cluster:Cluster",
    { settings: [{ name: "containerInsights", value: "enabled" }] },
    { settings: [{ name: "insights", value: "enabled" }] },
    "InvalidParameterException",
    "Value 'insights' at 'settings.1.member.name'",
  ],
  [
    "the keys of a map",
    "aws:iam/role:Role",
    { ...role, tags: { team: "platform" } },
    { tags: { "team!": "platform" } },
    "ValidationError",
    "Value 'team!' at 'tags.1.member.key'",
  ],
  [
    "what a JSON document must have",
    "aws:ecs/taskDefinition:TaskDefinition",
    { family: "api", containerDefinitions: JSON.stringify([container]) },
    { containerDefinitions: JSON.stringify([{ ...container, secrets: [{ name: "KEY" }] }]) },
    "InvalidParameterException",
    "at 'containerDefinitions.1.member.secrets.1.member.valueFrom' failed to satisfy constraint: Member must not be null",
  ],
];

describe("AWS's own API models", () => {
  it.each(ROWS)("refuse by %s of %s", (_kind, type, good, bad, code, words) => {
    expect(check(type, good)).toBeUndefined();
    const refusal = check(type, { ...good, ...bad });
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(/^1 validation error detected: Value/);
    expect(refusal?.message).toContain(words);
  });

  it("count what is wrong", () => {
    expect(
      check("aws:iam/role:Role", { ...role, name: `${"x".repeat(65)} `, maxSessionDuration: 60 })?.message,
    ).toMatch(/^3 validation errors detected: /);
  });

  it("never show the value of a secret", () => {
    const refusal = check("aws:iam/role:Role", { ...role, name: secret("open sesame") });
    expect(refusal?.message).toContain("Value at 'roleName'");
    expect(refusal?.message).not.toContain("sesame");
  });

  it("hold in an update only what it changes", () => {
    const type = "aws:lambda/function:Function";
    expect(check(type, { memorySize: 64, timeout: 30 }, { memorySize: 64, timeout: 3 })).toBeUndefined();
    expect(check(type, { memorySize: 64, timeout: 9000 }, { memorySize: 64 })?.message).toContain(
      "'9000' at 'timeout'",
    );
  });

  it("leave what the provider does not send", () => {
    expect(check("aws:lambda/function:Function", { description: "", memorySize: 0, layers: [] })).toBeUndefined();
    expect(check("aws:iam/role:Role", { ...role, tags: { "aws:created!": "by" } })).toBeUndefined();
  });

  it("take the blanks out of a document before they measure it", () => {
    const blanks = JSON.stringify({ Version: "2012-10-17" }, undefined, 10).replace(/ /g, " ".repeat(15_000));
    expect(blanks.length).toBeGreaterThan(131_072);
    expect(check("aws:iam/policy:Policy", { name: "read", policy: blanks })).toBeUndefined();
  });

  it("answer 10,000 creates in well under 2 ms each", () => {
    const inputs = { name: "api", family: "api", containerDefinitions: JSON.stringify([container]) };
    check("aws:ecs/taskDefinition:TaskDefinition", inputs);
    const start = process.threadCpuUsage();
    for (let count = 0; count < 10_000; count++) check("aws:ecs/taskDefinition:TaskDefinition", inputs);
    const { user, system } = process.threadCpuUsage(start);
    expect((user + system) / 10_000).toBeLessThan(1000);
  });
});
