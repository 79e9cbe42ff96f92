import { describe, expect, it } from "vitest";
import { openSdkFacts, parseToken } from "../src/index.ts";

// The room has no SDK of its own: the facts are read as the rehearsal finds them.
const facts = openSdkFacts(new URL("../../../tools/rehearsal/src/index.ts", import.meta.url));

describe("the facts of a resource type", () => {
  it("tell inputs from what only the cloud gives", () => {
    const vpc = facts.resource("aws:ec2/vpc:Vpc");
    expect(vpc?.inputs).toContain("cidrBlock");
    expect(vpc?.computed).toContain("mainRouteTableId");
    expect(vpc?.inputs).not.toContain("mainRouteTableId");
    expect(vpc?.outputs.arn).toMatchObject({ type: { kind: "string" }, optional: false });
  });

  it("name the inputs that must be given", () => {
    expect(facts.resource("aws:ecs/taskDefinition:TaskDefinition")?.required).toEqual([
      "containerDefinitions",
      "family",
    ]);
    expect(facts.resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")?.required).toEqual([
      "ipProtocol",
      "securityGroupId",
    ]);
  });

  it("name what is secret, whether as an input or as an output", () => {
    expect(facts.resource("aws:rds/instance:Instance")?.secrets).toEqual(["password", "passwordWo"]);
    expect(facts.resource("random:index/randomPassword:RandomPassword")?.secrets).toEqual(["bcryptHash", "result"]);
  });

  it("have the values that the SDK fills in, and those that its documentation names", () => {
    expect(facts.resource("aws:ec2/securityGroup:SecurityGroup")?.defaults).toEqual({
      description: "Managed by Pulumi",
    });
    expect(facts.resource("aws:ec2/vpc:Vpc")?.outputs.enableDnsSupport?.documentedDefault).toBe(true);
    expect(facts.resource("aws:rds/instance:Instance")?.outputs.backupRetentionPeriod?.documentedDefault).toBe(0);
  });

  it("know which changes the documentation says make a new resource", () => {
    const cluster = facts.resource("aws:elasticache/cluster:Cluster");
    expect(cluster?.outputs.snapshotName?.forcesReplacement).toBe(true);
    expect(cluster?.outputs.tags?.forcesReplacement).toBe(false);
  });

  it("follow a reference to a nested object", () => {
    const options = facts.resource("aws:acm/certificate:Certificate")?.outputs.domainValidationOptions;
    expect(options?.type).toEqual({
      kind: "list",
      item: { kind: "object", package: "aws", name: "acm.CertificateDomainValidationOption" },
    });
    expect(Object.keys(facts.members("aws", "acm.CertificateDomainValidationOption") ?? {})).toEqual([
      "domainName",
      "resourceRecordName",
      "resourceRecordType",
      "resourceRecordValue",
    ]);
  });

  it("find files whose letters differ from the token's", () => {
    expect(facts.resource("aws:kendra/index:Index")?.required).toEqual(["roleArn"]);
    expect(facts.resource("cloudflare:index/r2Bucket:R2Bucket")?.required).toContain("accountId");
    expect(facts.resource("awsx:ec2:Vpc")?.component).toBe(true);
  });

  it("are undefined for a type or a package that is not installed", () => {
    expect(facts.resource("aws:ec2/nothing:Nothing")).toBeUndefined();
    expect(facts.resource("aws:nothing/vpc:Vpc")).toBeUndefined();
    expect(facts.resource("azure:network/vnet:Vnet")).toBeUndefined();
    expect(facts.resource("no token")).toBeUndefined();
  });
});

describe("whether a type is taggable", () => {
  it.each([
    ["aws:ec2/vpc:Vpc", true],
    ["aws:ecs/service:Service", true],
    ["aws:autoscaling/group:Group", false],
    ["aws:iam/rolePolicy:RolePolicy", false],
    ["cloudflare:index/dnsRecord:DnsRecord", false],
    ["random:index/randomId:RandomId", false],
    ["aws:ec2/nothing:Nothing", undefined],
  ])("%s: %s, by its text as by its tree", (token, taggable) => {
    expect(facts.taggable(token)).toBe(taggable);
    expect(facts.resource(token)?.taggable).toBe(taggable);
  });
});

describe("the facts of a function", () => {
  it("have its arguments and its result", () => {
    const parameter = facts.function("aws:ssm/getParameter:getParameter");
    expect(parameter?.required).toEqual(["name"]);
    expect(parameter?.outputs.version?.type).toEqual({ kind: "number" });
  });

  it("are undefined for a function that is not there", () => {
    expect(facts.function("aws:ssm/getNothing:getNothing")).toBeUndefined();
  });
});

it("takes a token apart, and no other text", () => {
  expect(parseToken("aws:ec2/vpc:Vpc")).toEqual({ package: "aws", module: "ec2/vpc", name: "Vpc" });
  expect(parseToken("aws:ec2/vpc")).toBeUndefined();
  expect(parseToken("a:b:c:d")).toBeUndefined();
});
