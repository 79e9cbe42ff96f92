import { describe, expect, it } from "vitest";
import { invoke } from "../src/functions/invoke.ts";
import { read } from "../src/operations/lifecycle.ts";
import { ARN_KINDS } from "../src/refusals/references/arn-kinds.ts";
import { checkReferences } from "../src/refusals/references/check.ts";
import { EC2_IDS } from "../src/refusals/references/ec2-ids.ts";
import { givenWord } from "../src/refusals/references/known.ts";
import type { Value, Values } from "../src/wire/values.ts";
import { attempt, PLACE, put } from "./attempts.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

/** A type of each module of the SDK that says its own code. */
const REFERRERS: Readonly<Record<string, string>> = {
  apigateway: "aws:apigateway/domainName:DomainName",
  apigatewayv2: "aws:apigatewayv2/domainName:DomainName",
  autoscaling: "aws:autoscaling/group:Group",
  backup: "aws:backup/plan:Plan",
  cloudfront: "aws:cloudfront/function:Function",
  ec2: "aws:ec2/route:Route",
  ecs: "aws:ecs/taskSet:TaskSet",
  efs: "aws:efs/mountTarget:MountTarget",
  eks: "aws:eks/cluster:Cluster",
  elasticache: "aws:elasticache/subnetGroup:SubnetGroup",
  lambda: "aws:lambda/function:Function",
  lb: "aws:lb/loadBalancer:LoadBalancer",
  rds: "aws:rds/subnetGroup:SubnetGroup",
  route53: "aws:route53/zone:Zone",
  s3: "aws:s3/bucketNotification:BucketNotification",
  servicediscovery: "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  sfn: "aws:sfn/stateMachine:StateMachine",
  wafv2: "aws:wafv2/webAclAssociation:WebAclAssociation",
};
const OTHER = "aws:mq/broker:Broker";

const told = (codes: Readonly<Record<string, string>> = {}, code: string): [string, string][] => [
  [OTHER, code],
  ...Object.entries(codes).map(([module, own]): [string, string] => [REFERRERS[module] ?? module, own]),
];

/** The code with which a create of the type is refused that refers to something, deep in some property. */
function codeOf(type: string, reference: Value, cloud = memoryCloud()): string | undefined {
  return checkReferences(attempt(cloud, "create", type, { some: [{ property: reference }] }))?.code;
}

describe("an id of EC2's kind", () => {
  const rows = Object.entries(EC2_IDS).flatMap(([prefix, { code, codes }]) =>
    told(codes, code).map(([type, own]): [string, string, string] => [prefix, type, own]),
  );

  it.each(rows)(
    "%s-… that names nothing is refused to %s with %s, and taken once it is there",
    (prefix, type, code) => {
      const cloud = memoryCloud();
      const id = `${prefix}-0123456789abcdef0`;
      expect(codeOf(type, id, cloud)).toBe(code);
      put(cloud.account, "aws:ec2/vpc:Vpc", id, {});
      expect(codeOf(type, id, cloud)).toBeUndefined();
    },
  );

  it("is looked for in the region of whatever refers to it", () => {
    const cloud = memoryCloud();
    put(cloud.account, "aws:ec2/vpc:Vpc", "vpc-01234567", {}, { region: "us-east-1" });
    expect(codeOf("aws:ec2/subnet:Subnet", "vpc-01234567", cloud)).toBe("InvalidVpcID.NotFound");
  });

  it("may be of something that came with a resource", () => {
    const cloud = memoryCloud();
    put(cloud.account, "aws:ec2/vpc:Vpc", "vpc-01234567", {}, { outputs: { mainRouteTableId: "rtb-01234567" } });
    expect(codeOf("aws:ec2/route:Route", "rtb-01234567", cloud)).toBeUndefined();
  });

  it("is a text where AWS looks for nothing: in a tag, an alarm's action, a parameter's value", () => {
    const cloud = memoryCloud();
    const inputs: Values = { tags: { of: "vpc-01234567" }, value: "vpc-01234567", alarmActions: ["vpc-01234567"] };
    expect(checkReferences(attempt(cloud, "create", "aws:ssm/parameter:Parameter", inputs))).toBeUndefined();
  });

  it("is not asked about again in an update that leaves it as it is", () => {
    const cloud = memoryCloud();
    const inputs = { vpcId: "vpc-01234567" };
    const change = attempt(cloud, "update", "aws:ec2/subnet:Subnet", inputs, "subnet-1");
    expect(checkReferences({ ...change, before: inputs })).toBeUndefined();
    expect(checkReferences(change)?.code).toBe("InvalidVpcID.NotFound");
  });
});

describe("an ARN", () => {
  const GLOBAL = ["iam"];
  const rows = ARN_KINDS.flatMap((kind) =>
    told(kind.codes, kind.code).map(([type, code]): [string, string, string] => {
      const region = GLOBAL.includes(kind.service) ? "" : PLACE.region;
      return [`arn:aws:${kind.service}:${region}:${PLACE.account}:${kind.resource}one`, type, code];
    }),
  );

  it.each(rows)("%s that names nothing is refused to %s with %s, and taken once it is there", (arn, type, code) => {
    const cloud = memoryCloud();
    expect(codeOf(type, arn, cloud)).toBe(code);
    put(cloud.account, "aws:sns/topic:Topic", "one", { arn });
    expect(codeOf(type, arn, cloud)).toBeUndefined();
  });

  it.each([
    "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
    "arn:aws:kms:eu-central-1:123456789012:alias/aws/rds",
    "arn:aws:iam::999999999999:role/theirs",
    "arn:aws:s3:::anything/*",
    "arn:aws:logs:eu-central-1:123456789012:log-group:*",
  ])("%s is AWS's, somebody else's or a pattern, and left alone", (arn) => {
    expect(codeOf(OTHER, arn)).toBeUndefined();
  });

  it("may say a version, a key of a secret, or all streams of a log group", () => {
    const cloud = memoryCloud();
    const [secret, group] = [
      "secretsmanager:eu-central-1:123456789012:secret:a-Bc12De",
      "logs:eu-central-1:123456789012:log-group:/a",
    ];
    put(cloud.account, "aws:secretsmanager/secret:Secret", `arn:aws:${secret}`, {});
    put(cloud.account, "aws:cloudwatch/logGroup:LogGroup", "/a", { arn: `arn:aws:${group}` });
    expect(codeOf(OTHER, `arn:aws:${secret}:password::`, cloud)).toBeUndefined();
    expect(codeOf(OTHER, `arn:aws:${group}:*`, cloud)).toBeUndefined();
  });

  it("of another region is none to a load balancer's listener", () => {
    const cloud = memoryCloud();
    const arn = "arn:aws:acm:us-east-1:123456789012:certificate/one";
    put(cloud.account, "aws:acm/certificate:Certificate", arn, {}, { region: "us-east-1" });
    expect(codeOf("aws:lb/listener:Listener", arn, cloud)).toBe("CertificateNotFound");
    expect(codeOf("aws:cloudfront/distribution:Distribution", arn, cloud)).toBeUndefined();
  });
});

describe("what a program has looked up", () => {
  const scope = scopeIn(PLACE.region);

  it.each<[string, Values, string]>([
    ["aws:ec2/getVpc:getVpc", { id: "vpc-01234567" }, "vpc-01234567"],
    ["aws:ec2/getVpcs:getVpcs", { filters: [{ name: "vpc-id", values: ["vpc-01234567"] }] }, "vpc-01234567"],
    ["aws:ec2/getSubnet:getSubnet", { id: "subnet-01234567" }, "subnet-01234567"],
    ["aws:ec2/getSecurityGroup:getSecurityGroup", { id: "sg-01234567" }, "sg-01234567"],
    [
      "aws:lb/getLoadBalancer:getLoadBalancer",
      { arn: "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/0123456789abcdef" },
      "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/0123456789abcdef",
    ],
    [
      "aws:secretsmanager/getSecret:getSecret",
      { arn: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-Bc12De" },
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-Bc12De",
    ],
  ])("%s %o can be referred to", (token, args, reference) => {
    const cloud = memoryCloud();
    expect(codeOf(OTHER, reference, cloud)).toBeDefined();
    invoke(cloud, token, args, scope);
    expect(codeOf(OTHER, reference, cloud)).toBeUndefined();
    expect(cloud.account.size).toBe(0);
  });

  it("can be referred to by its name, as what it is and nothing else", () => {
    const cloud = memoryCloud();
    invoke(cloud, "aws:iam/getRole:getRole", { name: "theirs" }, scope);
    const policy = (type: string, inputs: Values) => checkReferences(attempt(cloud, "create", type, inputs))?.code;
    expect(policy("aws:iam/rolePolicy:RolePolicy", { role: "theirs" })).toBeUndefined();
    expect(policy("aws:iam/userPolicy:UserPolicy", { user: "theirs" })).toBe("NoSuchEntity");
  });

  it("or read by its ARN, can be referred to", () => {
    const cloud = memoryCloud();
    const [type, arn] = ["aws:acm/certificate:Certificate", "arn:aws:acm:eu-central-1:123456789012:certificate/one"];
    read(cloud, { type, urn: urnOf(type, "main") }, arn, {}, {}, scope);
    expect(codeOf("aws:lb/listener:Listener", arn, cloud)).toBeUndefined();
  });

  it("is not remembered where it was made: it goes with its deletion", () => {
    const cloud = memoryCloud();
    put(cloud.account, "aws:ec2/vpc:Vpc", "vpc-01234567", {});
    invoke(cloud, "aws:ec2/getVpc:getVpc", { id: "vpc-01234567" }, scope);
    expect(cloud.account.isGiven(givenWord("vpc-01234567", PLACE.region))).toBe(false);
  });
});
