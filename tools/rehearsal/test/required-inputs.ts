import type { Properties, ResourceFacts, SdkFacts, Shape } from "@strata/sdk-facts";
import { apiModels } from "../src/models/check.ts";
import type { Shape as ApiShape } from "../src/models/shapes.ts";
import { validate } from "../src/models/validate.ts";
import type { Value, Values } from "../src/wire/values.ts";

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});
/** A policy of what it is attached to names who may. */
const OPEN_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Principal: "*" }],
});
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } }],
});
const KEEP_TEN = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 },
      action: { type: "expire" },
    },
  ],
});

/** What the cloud takes of a property where neither its declaration nor AWS's API model says it. */
const VALUES: Readonly<Record<string, Value>> = {
  "aws:appautoscaling/scheduledAction:ScheduledAction schedule": "rate(1 day)",
  "aws:cloudwatch/dashboard:Dashboard dashboardBody": JSON.stringify({ widgets: [] }),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy policyDocument": OPEN_POLICY,
  "aws:ecr/lifecyclePolicy:LifecyclePolicy policy": KEEP_TEN,
  "aws:ecs/taskDefinition:TaskDefinition containerDefinitions": JSON.stringify([
    { name: "app", image: "app", memory: 128 },
  ]),
  "aws:iam/groupPolicy:GroupPolicy policy": POLICY,
  "aws:iam/policy:Policy policy": POLICY,
  "aws:iam/role:Role assumeRolePolicy": TRUST,
  "aws:iam/rolePolicy:RolePolicy policy": POLICY,
  "aws:iam/userPolicy:UserPolicy policy": POLICY,
  "aws:rds/cluster:Cluster engine": "aurora-postgresql",
  "aws:rds/clusterInstance:ClusterInstance engine": "aurora-postgresql",
  "aws:rds/clusterInstance:ClusterInstance instanceClass": "db.t4g.medium",
  "aws:s3/bucketPolicy:BucketPolicy policy": OPEN_POLICY,
  "aws:scheduler/schedule:Schedule scheduleExpression": "rate(1 day)",
  "aws:secretsmanager/secretPolicy:SecretPolicy policy": OPEN_POLICY,
  "aws:sns/topicPolicy:TopicPolicy policy": OPEN_POLICY,
  "aws:sns/topicSubscription:TopicSubscription endpoint": "arn:aws:sqs:eu-central-1:123456789012:sample",
  "aws:sns/topicSubscription:TopicSubscription protocol": "sqs",
  "aws:sqs/queuePolicy:QueuePolicy policy": OPEN_POLICY,
  "aws:wafv2/ipSet:IpSet scope": "REGIONAL",
  "aws:wafv2/ruleGroup:RuleGroup scope": "REGIONAL",
  "aws:wafv2/webAcl:WebAcl scope": "REGIONAL",
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration logDestinationConfigs": [
    "arn:aws:logs:eu-central-1:123456789012:log-group:aws-waf-logs-sample",
  ],
  "cloudflare:index/dnsRecord:DnsRecord ttl": 1,
  "cloudflare:index/record:Record ttl": 1,
};

/** A type that AWS does not make with what the SDK requires alone. */
interface Demanding {
  /** AWS's reason. */
  readonly why: string;
  readonly inputs?: Values;
  /** Types that are made before it, in this order. */
  readonly after?: readonly string[];
}

const LOAD_BALANCER: Demanding = {
  why: "a load balancer needs subnets in two zones",
  inputs: { subnets: ["subnet-0a", "subnet-0b"] },
};
const TARGET_GROUP: Demanding = {
  why: "a target group of addresses or instances needs a VPC, a port and a protocol",
  inputs: { vpcId: "vpc-0a", port: 80, protocol: "HTTP" },
};
const SECURITY_GROUP_RULE: Demanding = {
  why: "a rule needs someone whom it lets through",
  inputs: { cidrIpv4: "10.0.0.0/16" },
};

/** The types that cannot live with their required inputs alone, and what else they get. */
export const DEMANDING: Readonly<Record<string, Demanding>> = {
  "aws:alb/loadBalancer:LoadBalancer": LOAD_BALANCER,
  "aws:alb/targetGroup:TargetGroup": TARGET_GROUP,
  "aws:appautoscaling/policy:Policy": {
    why: "a policy needs a target that scales",
    after: ["aws:appautoscaling/target:Target"],
  },
  "aws:autoscaling/group:Group": {
    why: "a group needs a launch template and subnets",
    inputs: { vpcZoneIdentifiers: ["subnet-0a"], launchTemplate: { id: "lt-0a", name: "sample", version: "1" } },
  },
  "aws:budgets/budget:Budget": {
    why: "a budget needs an amount",
    inputs: { limitAmount: "100", limitUnit: "USD" },
  },
  "aws:cfg/deliveryChannel:DeliveryChannel": {
    why: "a channel needs a recorder",
    after: ["aws:cfg/recorder:Recorder"],
  },
  "aws:cfg/recorderStatus:RecorderStatus": {
    why: "a recorder that starts needs a channel",
    after: ["aws:cfg/recorder:Recorder", "aws:cfg/deliveryChannel:DeliveryChannel"],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    why: "an alarm needs a metric",
    inputs: { metricName: "CPUUtilization", namespace: "AWS/ECS", period: 60, statistic: "Average", threshold: 80 },
  },
  "aws:dynamodb/table:Table": {
    why: "a table needs capacity, or to be paid by request, and a key",
    inputs: { billingMode: "PAY_PER_REQUEST", hashKey: "sample", attributes: [{ name: "sample", type: "S" }] },
  },
  "aws:ec2/natGateway:NatGateway": {
    why: "a public NAT gateway needs an address",
    inputs: { allocationId: "eipalloc-0a" },
  },
  "aws:lambda/function:Function": {
    why: "code in an archive needs a runtime and a handler",
    inputs: { runtime: "nodejs22.x", handler: "index.handler", s3Bucket: "sample", s3Key: "code.zip" },
  },
  "aws:lb/loadBalancer:LoadBalancer": LOAD_BALANCER,
  "aws:lb/targetGroup:TargetGroup": TARGET_GROUP,
  "aws:rds/instance:Instance": {
    why: "a database needs an engine, storage and a user",
    inputs: {
      engine: "postgres",
      instanceClass: "db.t4g.micro",
      allocatedStorage: 20,
      username: "owner",
      password: "a-password-of-24-letters",
      skipFinalSnapshot: true,
    },
  },
  "aws:route53/record:Record": {
    why: "a record needs values, or an alias",
    inputs: { ttl: 60, records: ["192.0.2.1"] },
  },
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace": {
    why: "a public name has a dot, and the provider's own names have none",
    inputs: { name: "sample.example.com" },
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": SECURITY_GROUP_RULE,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": SECURITY_GROUP_RULE,
};

/** What the values above name, and nobody makes here: it is given. */
export const GIVEN: readonly string[] = [
  "arn:aws:iam::123456789012:role/sample",
  "arn:aws:logs:eu-central-1:123456789012:log-group:aws-waf-logs-sample",
  "arn:aws:sqs:eu-central-1:123456789012:sample",
  "eipalloc-0a",
  "lt-0a",
  "subnet-0a",
  "subnet-0b",
  "vpc-0a",
];

/** Texts for any property: the first that AWS's API model takes is given. */
const TEXTS: readonly string[] = [
  "sample",
  "1",
  "*",
  "true",
  "200",
  "sample.example.com",
  "arn:aws:iam::123456789012:role/sample",
  "lambda:InvokeFunction",
  "12345678-1234-1234-1234-123456789012",
];

/** What a type cannot do without. */
export function requiredInputs(sdk: SdkFacts, facts: ResourceFacts): Values {
  return { ...requiredBySdk(sdk, facts), ...DEMANDING[facts.token]?.inputs };
}

/** What the SDK requires: each value of the declared shape, and one that AWS's API model takes. */
export function requiredBySdk(sdk: SdkFacts, facts: ResourceFacts): Values {
  const model = apiModels().type(facts.token);
  const known = model ? apiModels().shape(model.inputs) : {};
  return Object.fromEntries(
    facts.required.map((name) => {
      const shape = facts.outputs[name]?.type ?? { kind: "string" };
      return [name, VALUES[`${facts.token} ${name}`] ?? sampleOf(sdk, shape, memberOf(known, name), 0)];
    }),
  );
}

/** Objects that contain themselves end here. */
const DEEPEST = 8;

function sampleOf(sdk: SdkFacts, shape: Shape, api: string, depth: number): Value {
  const known = apiModels().shape(api);
  switch (shape.kind) {
    case "number":
      return known.min === undefined && known.max === undefined
        ? 8
        : Math.max(known.min ?? 0, Math.min(8, known.max ?? 8));
    case "boolean":
      return true;
    case "list":
      return [sampleOf(sdk, shape.item, known.item ?? "", depth)];
    case "map":
      return { key: sampleOf(sdk, shape.item, known.value ?? "", depth) };
    case "object":
      return depth > DEEPEST ? {} : membersOf(sdk, sdk.members(shape.package, shape.name) ?? {}, known, depth);
    default:
      return (
        [...(known.enum ?? []), ...TEXTS].find((text) => validate(apiModels(), api, text, "").length === 0) ?? "sample"
      );
  }
}

function membersOf(sdk: SdkFacts, members: Properties, known: ApiShape, depth: number): Values {
  const needed = Object.entries(members).filter(([name, { optional }]) => !optional || known.required?.includes(name));
  return Object.fromEntries(
    needed.map(([name, { type }]) => [name, sampleOf(sdk, type, memberOf(known, name), depth + 1)]),
  );
}

function memberOf(known: ApiShape, name: string): string {
  return known.members?.[name]?.[1] ?? "";
}
