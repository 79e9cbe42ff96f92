import { describe, expect, it } from "vitest";
import { wordsIn } from "../src/account/words.ts";
import { check } from "../src/operations/check.ts";
import { type Created, create, update } from "../src/operations/lifecycle.ts";
import type { Values } from "../src/wire/values.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

const scope = scopeIn("eu-central-1");

function make(type: string, inputs: Values, name = "web", cloud = memoryCloud()): Created {
  const urn = urnOf(type, name);
  const checked = check(cloud, type, urn, {}, inputs, { disabled: false });
  return create(cloud, { type, urn }, checked.inputs, scope, false);
}

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } }],
});
const CONTAINERS = JSON.stringify([{ name: "api", image: "api", memory: 64 }]);
/** Two subnets that somebody else made: nobody knows their zones. */
const SUBNETS = ["subnet-1", "subnet-2"];

const LB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012";

describe("what the simulated cloud gives", () => {
  it.each<[string, Values, RegExp, Values]>([
    [
      "aws:ec2/subnet:Subnet",
      { vpcId: "vpc-1" },
      /^subnet-0[0-9a-f]{16}$/,
      { availabilityZone: "eu-central-1a", availabilityZoneId: "euc1-az1" },
    ],
    [
      "aws:ec2/route:Route",
      { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
      /^r-rtb-11080289494$/,
      { state: "active" },
    ],
    [
      "aws:ec2/eip:Eip",
      {},
      /^eipalloc-0/,
      { domain: "vpc", publicIp: expect.stringMatching(/^(203\.0\.113|198\.51\.100)\.\d+$/) },
    ],
    [
      "aws:iam/role:Role",
      { name: "task", path: "/team/", assumeRolePolicy: TRUST },
      /^task$/,
      { arn: "arn:aws:iam::123456789012:role/team/task", uniqueId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/) },
    ],
    [
      "aws:iam/policy:Policy",
      { name: "p", policy: POLICY },
      /^arn:aws:iam::123456789012:policy\/p$/,
      { arn: "arn:aws:iam::123456789012:policy/p" },
    ],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "/app/api" },
      /^\/app\/api$/,
      { arn: "arn:aws:logs:eu-central-1:123456789012:log-group:/app/api" },
    ],
    [
      "aws:s3/bucket:Bucket",
      { bucket: "logs" },
      /^logs$/,
      { arn: "arn:aws:s3:::logs", bucketRegionalDomainName: "logs.s3.eu-central-1.amazonaws.com" },
    ],
    [
      "aws:ecs/cluster:Cluster",
      { name: "main" },
      /:cluster\/main$/,
      { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/main" },
    ],
    [
      "aws:ecs/service:Service",
      { name: "api", cluster: "arn:aws:ecs:eu-central-1:123456789012:cluster/main" },
      /:service\/main\/api$/,
      {},
    ],
    [
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "api", containerDefinitions: CONTAINERS },
      /^api$/,
      { arn: "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:1", revision: 1 },
    ],
    [
      "aws:ecr/repository:Repository",
      { name: "team/api" },
      /^team\/api$/,
      { repositoryUrl: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/api" },
    ],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { name: "web", subnets: SUBNETS },
      /:loadbalancer\/app\/web\/[0-9a-f]{16}$/,
      { dnsName: expect.stringMatching(/^web-\d{10}\.eu-central-1\.elb\.amazonaws\.com$/), zoneId: "Z215JYRZR1TBD5" },
    ],
    [
      "aws:lb/listener:Listener",
      { loadBalancerArn: `${LB}:loadbalancer/app/web/0123456789abcdef`, defaultActions: [] },
      /:listener\/app\/web\/0123456789abcdef\/[0-9a-f]{16}$/,
      {},
    ],
    [
      "aws:rds/instance:Instance",
      { identifier: "db", engine: "postgres", instanceClass: "db.t4g.micro" },
      /^db-[A-Z2-7]{26}$/,
      {
        arn: "arn:aws:rds:eu-central-1:123456789012:db:db",
        port: 5432,
        address: expect.stringMatching(/^db\.c[a-z0-9]{11}\.eu-central-1\.rds\.amazonaws\.com$/),
      },
    ],
    [
      "aws:rds/cluster:Cluster",
      { clusterIdentifier: "db", engine: "aurora-postgresql" },
      /^db$/,
      { readerEndpoint: expect.stringMatching(/^db\.cluster-ro-c[a-z0-9]{11}\./) },
    ],
    [
      "aws:elasticache/cluster:Cluster",
      { clusterId: "cache", engine: "redis" },
      /^cache$/,
      {
        cacheNodes: [
          expect.objectContaining({
            address: expect.stringMatching(/^cache\.[a-z0-9]{6}\.0001\.euc1\.cache\.amazonaws\.com$/),
            port: 6379,
          }),
        ],
      },
    ],
    [
      "aws:elasticache/replicationGroup:ReplicationGroup",
      { replicationGroupId: "cache", description: "d", numCacheClusters: 2, transitEncryptionEnabled: true },
      /^cache$/,
      { primaryEndpointAddress: expect.stringMatching(/^master\.cache\./), memberClusters: ["cache-001", "cache-002"] },
    ],
    ["aws:sns/topic:Topic", { name: "alarms" }, /^arn:aws:sns:eu-central-1:123456789012:alarms$/, {}],
    ["aws:secretsmanager/secret:Secret", { name: "db" }, /:secret:db-[A-Za-z0-9]{6}$/, {}],
    [
      "aws:route53/zone:Zone",
      { name: "example.com" },
      /^Z[A-Z0-9]{20}$/,
      {
        nameServers: [
          expect.stringMatching(/^ns-\d+\.awsdns-\d\d\.com$/),
          expect.any(String),
          expect.any(String),
          expect.any(String),
        ],
      },
    ],
    ["cloudflare:index/dnsRecord:DnsRecord", { zoneId: "z", name: "www", ttl: 1, type: "A" }, /^[0-9a-f]{32}$/, {}],
    [
      "random:index/randomId:RandomId",
      { byteLength: 4 },
      /^[\w-]{6}$/,
      { hex: expect.stringMatching(/^[0-9a-f]{8}$/) },
    ],
  ])("for %s %o has the form that the real one has", (type, inputs, id, outputs) => {
    const cloud = memoryCloud();
    // What it refers to is there, though this test has not made it.
    for (const word of wordsIn(inputs)) cloud.account.give(word);
    const made = make(type, inputs, "web", cloud);
    expect(made.id).toMatch(id);
    expect(made.outputs).toMatchObject(outputs);
  });

  it("is the same on every run, and another for another name or stack", () => {
    const type = "aws:ec2/vpc:Vpc";
    expect(make(type, {}).id).toBe(make(type, {}).id);
    expect(make(type, {}).id).not.toBe(make(type, {}, "other").id);
  });

  it("validates a certificate's names by records that belong to them", () => {
    const made = make("aws:acm/certificate:Certificate", {
      domainName: "example.com",
      subjectAlternativeNames: ["*.example.com", "api.example.com"],
      validationMethod: "DNS",
    });
    const record = expect.objectContaining({
      resourceRecordType: "CNAME",
      resourceRecordName: expect.stringMatching(/^_[0-9a-f]{32}\.(api\.)?example\.com\.$/),
    });
    expect(made.outputs.domainValidationOptions).toEqual([record, record, record]);
  });

  it("counts revisions of a task definition while the old one is still there", () => {
    const cloud = memoryCloud();
    make("aws:ecs/taskDefinition:TaskDefinition", { family: "api", containerDefinitions: CONTAINERS }, "api", cloud);
    const second = make(
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "api", containerDefinitions: CONTAINERS.replace("64", "128") },
      "api",
      cloud,
    );
    expect(second.outputs.revision).toBe(2);
    expect(cloud.account.size).toBe(2);
  });

  it("counts a launch template's versions with each update", () => {
    const cloud = memoryCloud();
    const type = "aws:ec2/launchTemplate:LaunchTemplate";
    const made = make(type, { name: "nodes" }, "nodes", cloud);
    const inputs = { name: "nodes", imageId: "ami-2" };
    const updated = update(cloud, { type, urn: urnOf(type, "nodes") }, made.id, made.outputs, inputs, scope, false);
    expect(updated).toMatchObject({ latestVersion: 2, defaultVersion: 1, arn: made.outputs.arn });
  });

  it("names what has no name as the real provider does, within its limit", () => {
    expect(
      make("aws:lb/targetGroup:TargetGroup", { targetType: "lambda" }, "a-name-that-is-longer-than-any-target-group")
        .outputs.name,
    ).toMatch(/^a-name-that-is-longer-th-[0-9a-f]{7}$/);
    expect(make("aws:s3/bucket:Bucket", {}, "Logs").id).toMatch(/^logs-[0-9a-f]{7}$/);
  });
});
