import { describe, expect, it } from "vitest";
import { checkReferences } from "../src/refusals/references/check.ts";
import { NAMES } from "../src/refusals/references/names.ts";
import { PRINCIPALS } from "../src/refusals/references/principals.ts";
import type { Value } from "../src/wire/values.ts";
import { attempt, put } from "./attempts.ts";
import { memoryCloud } from "./memory-cloud.ts";

describe("a name", () => {
  const rows = NAMES.flatMap(({ types, property, targets, code }) =>
    types.map((type) => ({ type, property, target: targets[0] ?? "", code })),
  );

  it.each(rows)("of nothing in $property of $type is refused with $code", ({ type, property, target, code }) => {
    const cloud = memoryCloud();
    const [first = "", ...rest] = property.split(".");
    const value = rest.reduceRight<Value>((inner, name) => ({ [name]: inner }), "one");
    const asked = attempt(cloud, "create", type, { [first]: [value] });
    expect(checkReferences(asked)?.code).toBe(code);
    put(cloud.account, target, "one", {});
    expect(checkReferences(asked)).toBeUndefined();
  });

  it.each([
    ["aws:rds/instance:Instance", { parameterGroupName: "default.postgres17" }],
    ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", { capacityProviders: ["FARGATE", "FARGATE_SPOT"] }],
  ])("that AWS has in every account is taken: %s %o", (type, inputs) => {
    expect(checkReferences(attempt(memoryCloud(), "create", type, inputs))).toBeUndefined();
  });
});

describe("a policy's principal", () => {
  const rows = PRINCIPALS.flatMap(({ types, property, code }) => types.map((type) => ({ type, property, code })));
  const arn = "arn:aws:iam::123456789012:role/one";

  it.each(rows)("that nobody made is refused in $type with $code", ({ type, property, code }) => {
    const cloud = memoryCloud();
    const policy = { Statement: [{ Effect: "Allow", Principal: { AWS: [arn] }, Action: "*" }] };
    const asked = attempt(cloud, "create", type, { [property]: JSON.stringify(policy) });
    expect(checkReferences(asked)?.code).toBe(code);
    put(cloud.account, "aws:iam/role:Role", "one", { arn });
    expect(checkReferences(asked)).toBeUndefined();
  });

  it("is looked for, and the resources of its actions are not", () => {
    const policy = { Statement: { Effect: "Allow", Resource: arn, Action: "iam:PassRole" } };
    const asked = attempt(memoryCloud(), "create", "aws:iam/role:Role", { assumeRolePolicy: JSON.stringify(policy) });
    expect(checkReferences(asked)).toBeUndefined();
  });
});

describe("a service's tasks", () => {
  const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-Bc12De";
  const containers = [
    {
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/a" } },
      secrets: [
        { name: "A", valueFrom: `${secret}:A::` },
        { name: "B", valueFrom: "arn:aws:ssm:eu-central-1:123456789012:parameter/b" },
      ],
    },
  ];

  it("cannot start without their log group and their secrets; a parameter may come later", () => {
    const cloud = memoryCloud();
    put(cloud.account, "aws:ecs/taskDefinition:TaskDefinition", "api", {
      containerDefinitions: JSON.stringify(containers),
    });
    const asked = attempt(cloud, "create", "aws:ecs/service:Service", { taskDefinition: "api" });
    expect(checkReferences(asked)).toMatchObject({
      code: "ResourceInitializationError",
      message: expect.stringContaining("log group /a"),
    });
    put(cloud.account, "aws:cloudwatch/logGroup:LogGroup", "/a", {});
    expect(checkReferences(asked)).toMatchObject({
      code: "ResourceInitializationError",
      message: expect.stringContaining(secret),
    });
    put(cloud.account, "aws:secretsmanager/secret:Secret", secret, {});
    expect(checkReferences(asked)).toBeUndefined();
  });
});
