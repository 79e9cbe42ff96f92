import { describe, expect, it } from "vitest";
import { invoke } from "../src/functions/invoke.ts";
import type { Values } from "../src/wire/values.ts";
import { memoryCloud, scopeIn } from "./memory-cloud.ts";

const cloud = memoryCloud();

function ask(token: string, args: Values = {}): Values {
  return invoke(cloud, token, args, scopeIn("eu-central-1"));
}

function document(args: Values) {
  const { json } = ask("aws:iam/getPolicyDocument:getPolicyDocument", args);
  return JSON.parse(String(json));
}

describe("what AWS gives to every account", () => {
  it("is a default VPC with a subnet in each zone", () => {
    const vpc = ask("aws:ec2/getVpc:getVpc", { default: true });
    expect(vpc).toMatchObject({ default: true, cidrBlock: "172.31.0.0/16" });
    const of = (name: string, value: string) => ({ filters: [{ name, values: [value] }] });
    const { ids } = ask("aws:ec2/getSubnets:getSubnets", of("vpc-id", String(vpc.id)));
    expect(ids).toHaveLength(3);
    expect(ask("aws:ec2/getSubnets:getSubnets", of("default-for-az", "true")).ids).toEqual(ids);
    const zone = { defaultForAz: true, availabilityZone: "eu-central-1b" };
    expect(ask("aws:ec2/getSubnet:getSubnet", zone)).toMatchObject({
      vpcId: vpc.id,
      cidrBlock: "172.31.16.0/20",
      mapPublicIpOnLaunch: true,
    });
    expect(ask("aws:ec2/getVpc:getVpc", { id: String(vpc.id) })).toEqual(vpc);
  });

  it("is CloudFront's managed policies by their real ids, and no policy of another name", () => {
    const token = "aws:cloudfront/getCachePolicy:getCachePolicy";
    expect(ask(token, { name: "Managed-CachingDisabled" }).id).toBe("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    expect(() => ask(token, { name: "Managed-CachingOptimised" })).toThrow(/no policy is called/);
  });

  it("is zones that filters choose from", () => {
    const filters = [{ name: "zone-name", values: ["eu-central-1c", "eu-central-1a"] }];
    expect(ask("aws:index/getAvailabilityZones:getAvailabilityZones", { filters }).names).toEqual([
      "eu-central-1a",
      "eu-central-1c",
    ]);
    expect(ask("aws:index/getAvailabilityZones:getAvailabilityZones", { state: "impaired" }).names).toEqual([]);
  });
});

describe("what a rehearsal cannot give", () => {
  it("is the answer of a function: it says so", () => {
    const call = { functionName: "sum", input: "{}" };
    expect(() => ask("aws:lambda/getInvocation:getInvocation", call)).toThrow(/sum cannot be called: .* runs no code/);
  });

  it("is a secret's value: a text stands for it", () => {
    const version = ask("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId: "db" });
    expect(version.secretString).toBe("simulated value of db");
  });
});

describe("a policy document", () => {
  it("has its principals and conditions in alphabetical order, and IAM's own variables", () => {
    const statement = {
      actions: ["s3:*"],
      resources: ["arn:aws:s3:::b/&{aws:username}"],
      principals: [
        { type: "Service", identifiers: ["ec2.amazonaws.com"] },
        { type: "AWS", identifiers: ["1", "2"] },
      ],
      conditions: [
        { test: "StringLike", variable: "b", values: ["x"] },
        { test: "Bool", variable: "a", values: ["true"] },
      ],
    };
    const [made] = document({ statements: [statement] }).Statement;
    expect(made.Resource).toBe(`arn:aws:s3:::b/\${aws:username}`);
    expect(JSON.stringify(made.Principal)).toBe('{"AWS":["2","1"],"Service":"ec2.amazonaws.com"}');
    expect(JSON.stringify(made.Condition)).toBe('{"Bool":{"a":"true"},"StringLike":{"b":"x"}}');
  });

  it("takes the later of two statements with a Sid, but refuses two in one list", () => {
    const read = { sid: "A", actions: ["a:Read"], resources: ["*"] };
    const source = JSON.stringify({ Statement: [{ Sid: "A", Effect: "Deny", Action: "a:*", Resource: "*" }] });
    expect(document({ sourcePolicyDocuments: [source], statements: [read] }).Statement).toEqual([
      { Sid: "A", Effect: "Allow", Action: "a:Read", Resource: "*" },
    ]);
    expect(() => document({ statements: [read, read] })).toThrow(/duplicate Sid \(A\)/);
  });

  it("writes some characters as Go does", () => {
    const statements = [{ actions: ["*"], resources: ["a&b"] }];
    expect(ask("aws:iam/getPolicyDocument:getPolicyDocument", { statements }).minifiedJson).toContain("a\\u0026b");
  });
});
