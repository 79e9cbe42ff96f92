import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseArn } from "../src/recovery/arn.ts";
import { IMPORT_RULES, importRule, isInCloud } from "../src/recovery/import-rules.ts";

const STACKS = join(import.meta.dirname, "..", "..", "..", "stacks");

/** Every type that a layer registers in any environment, from the lists that its tests are held against. */
function registeredTypes(): readonly string[] {
  const texts = readdirSync(STACKS).flatMap((layer) => {
    const folder = join(STACKS, layer, "test", "golden");
    return readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  });
  const types = texts.flatMap((text) => [...text.matchAll(/^([a-z]+:[\w/]+:\w+) /gm)].map(([, type = ""]) => type));
  return [...new Set(types)].sort();
}

it("has a rule for every type of a cloud that the layers register, and for no other", () => {
  const types = registeredTypes().filter(isInCloud);
  expect(types.length).toBeGreaterThan(80);
  expect(Object.keys(IMPORT_RULES).sort()).toEqual(types);
});

it("has at least one way for each of them", () => {
  for (const [type, rule] of Object.entries(IMPORT_RULES)) expect(Object.keys(rule), type).not.toEqual([]);
});

describe("an import id", () => {
  const fromArn = (type: string, arn: string) => importRule(type)?.fromArn?.(parseArn(arn));
  const fromInputs = (type: string, inputs: Readonly<Record<string, unknown>>) =>
    importRule(type)?.fromInputs?.(inputs, { region: "eu-central-1", account: "123456789012" });

  it.each([
    ["aws:ec2/vpc:Vpc", "arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-0a1b", "vpc-0a1b"],
    ["aws:ecs/service:Service", "arn:aws:ecs:eu-central-1:123456789012:service/threa/app", "threa/app"],
    ["aws:cloudwatch/logGroup:LogGroup", "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/x:*", "/aws/x"],
    ["aws:rds/instance:Instance", "arn:aws:rds:eu-central-1:123456789012:db:threa", "threa"],
    [
      "aws:sns/topic:Topic",
      "arn:aws:sns:eu-central-1:123456789012:alarms",
      "arn:aws:sns:eu-central-1:123456789012:alarms",
    ],
    [
      "aws:wafv2/webAcl:WebAcl",
      "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/a1-b2",
      "a1-b2/edge/CLOUDFRONT",
    ],
    ["aws:budgets/budget:Budget", "arn:aws:budgets::123456789012:budget/monthly", "123456789012:monthly"],
    ["aws:backup/plan:Plan", "arn:aws:backup:eu-central-1:123456789012:backup-plan:a1-b2", "a1-b2"],
  ])("of %s comes from its ARN", (type, arn, id) => {
    expect(fromArn(type, arn)).toBe(id);
  });

  it.each([
    ["aws:iam/rolePolicy:RolePolicy", { role: "task", name: "logs" }, "task:logs"],
    ["aws:ec2/route:Route", { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" }, "rtb-1_0.0.0.0/0"],
    [
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      { subnetId: "subnet-1", routeTableId: "rtb-1" },
      "subnet-1/rtb-1",
    ],
    ["aws:route53/record:Record", { zoneId: "Z1", name: "_A.example.com.", type: "CNAME" }, "Z1__a.example.com_CNAME"],
    ["aws:budgets/budget:Budget", { name: "monthly" }, "123456789012:monthly"],
    [
      "aws:ecs/service:Service",
      { cluster: "arn:aws:ecs:eu-central-1:123456789012:cluster/threa", name: "app" },
      "threa/app",
    ],
    [
      "aws:appautoscaling/target:Target",
      { serviceNamespace: "ecs", resourceId: "service/threa/app", scalableDimension: "ecs:service:DesiredCount" },
      "ecs/service/threa/app/ecs:service:DesiredCount",
    ],
  ])("of %s comes from its inputs", (type, inputs, id) => {
    expect(fromInputs(type, inputs)).toBe(id);
  });

  it("is not made of a secret, or of what is missing", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
    expect(fromInputs("aws:iam/role:Role", { name: secret })).toBeUndefined();
    expect(fromInputs("aws:ec2/route:Route", { routeTableId: "rtb-1" })).toBeUndefined();
  });
});
