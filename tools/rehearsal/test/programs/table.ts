/** A program as a user would write it, and what its user relies on. */
export interface Program {
  /** Its file, without the extension. The folder or file is the stack's name too. */
  readonly file: string;
  readonly config?: Readonly<Record<string, string>>;
  /** Outputs after a deployment: a text to be equal to, a form to fit, or a list of them. */
  readonly outputs: Readonly<Record<string, string | RegExp | readonly (string | RegExp)[]>>;
}

const ACCOUNT = "123456789012";
const HERE = `eu-central-1:${ACCOUNT}`;
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

/** Every program, by name. */
export const PROGRAMS: readonly Program[] = [
  {
    file: "balanced-instances",
    outputs: {
      url: /^http:\/\/web-[0-9a-f]{7}-[0-9a-f]{16}\.elb\.eu-central-1\.amazonaws\.com$/,
      balancerArn: new RegExp(`^arn:aws:elasticloadbalancing:${HERE}:loadbalancer/net/web-[0-9a-f]{7}/[0-9a-f]{16}$`),
      balancerZone: "Z3F0SRJ5LGBH90",
      serverZones: ["eu-central-1a", "eu-central-1b"],
      privateIps: [/^10\.20\.0\.\d+$/, /^10\.20\.1\.\d+$/],
      privateNames: [/^ip-10-20-0-\d+\.eu-central-1\.compute\.internal$/, /^ip-10-20-1-/],
      imageId: /^ami-0[0-9a-f]{16}$/,
    },
  },
  {
    file: "batch-jobs",
    outputs: {
      mountNames: [/^eu-central-1a\.fs-0[0-9a-f]{16}\.efs\.eu-central-1\.amazonaws\.com$/, /^eu-central-1b\.fs-/],
      accessPointArn: new RegExp(`^arn:aws:elasticfilesystem:${HERE}:access-point/fsap-0[0-9a-f]{16}$`),
      definitionArn: new RegExp(`^arn:aws:batch:${HERE}:job-definition/report-[0-9a-f]{7}:1$`),
      ecsCluster: new RegExp(`^arn:aws:ecs:${HERE}:cluster/AWSBatch-fargate-`),
    },
  },
  {
    file: "cloudflare-edge",
    config: { "network:domain": "shop.example.com", "network:key": "hunter2" },
    outputs: {
      databaseId: new RegExp(`^${UUID}$`),
      tunnelTarget: new RegExp(`^${UUID}\\.cfargotunnel\\.com$`),
      queueId: /^[0-9a-f]{32}$/,
      audience: /^[0-9a-f]{64}$/,
      workerId: "front",
    },
  },
  {
    file: "component-library",
    config: {
      "network:settings": JSON.stringify({ teams: ["red", "blue"], days: 10 }),
      "network:apiKey": "k",
      "network:networkStack": "organization/network/base",
    },
    outputs: {
      buckets: [/^red-[0-9a-f]{7}$/, /^blue-[0-9a-f]{7}$/],
      policies: [/"Resource": "arn:aws:s3:::red-/, /"NotResource": "arn:aws:s3:::blue-[0-9a-f]{7}\/public\/\*"/],
      groupId: /^sg-0[0-9a-f]{16}$/,
      account: ACCOUNT,
    },
  },
  {
    file: "data-lake",
    outputs: {
      deliveryArn: new RegExp(`^arn:aws:firehose:${HERE}:deliverystream/clicks-[0-9a-f]{7}$`),
      tableArn: `arn:aws:glue:${HERE}:table/clicks/clicks`,
      databaseId: `${ACCOUNT}:clicks`,
      aliasKey: new RegExp(`^arn:aws:kms:${HERE}:key/${UUID}$`),
      logStreamArn: /:log-group:delivery-[0-9a-f]{7}:log-stream:delivery-[0-9a-f]{7}$/,
      queryId: new RegExp(`^${UUID}$`),
    },
  },
  {
    file: "database",
    outputs: {
      writer: /^app-[0-9a-f]{7}\.cluster-c[a-z0-9]{11}\.eu-central-1\.rds\.amazonaws\.com$/,
      reader: /\.cluster-ro-/,
      proxyEndpoint: /^app-[0-9a-f]{7}\.proxy-c[a-z0-9]{11}\.eu-central-1\.rds\.amazonaws\.com$/,
      targetKind: "TRACKED_CLUSTER",
      vpcCidr: "172.31.0.0/16",
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    },
  },
  {
    file: "delivery-pipeline/index",
    outputs: {
      imageUrl: new RegExp(`^${ACCOUNT}\\.dkr\\.ecr\\.eu-central-1\\.amazonaws\\.com/app-[0-9a-f]{7}$`),
      registry: `https://${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com`,
      user: "AWS",
      pipelineArn: new RegExp(`^arn:aws:codepipeline:${HERE}:app-[0-9a-f]{7}$`),
      connectionStatus: "PENDING",
      codeHash: /^[A-Za-z0-9+/]{43}=$/,
    },
  },
  {
    file: "event-bus",
    outputs: {
      busArn: new RegExp(`^arn:aws:events:${HERE}:event-bus/orders-[0-9a-f]{7}$`),
      ruleArn: new RegExp(`^arn:aws:events:${HERE}:rule/orders-[0-9a-f]{7}/orders-[0-9a-f]{7}$`),
      tickArn: new RegExp(`^arn:aws:events:${HERE}:rule/tick-[0-9a-f]{7}$`),
      queues: [/^https:\/\/sqs\.eu-central-1\.amazonaws\.com\/123456789012\/billing-/, /\/shipping-[0-9a-f]{7}$/],
      connectionSecret: new RegExp(`^arn:aws:secretsmanager:${HERE}:secret:events!connection/partner-`),
    },
  },
  {
    file: "kubernetes",
    outputs: {
      endpoint: /^https:\/\/[0-9A-F]{32}\.gr7\.eu-central-1\.eks\.amazonaws\.com$/,
      issuerUrl: /^https:\/\/oidc\.eks\.eu-central-1\.amazonaws\.com\/id\/[0-9A-F]{32}$/,
      driverTrust: /"oidc\.eks\.eu-central-1\.amazonaws\.com\/id\/[0-9A-F]{32}:sub": "system:serviceaccount:/,
      nodeGroup: /^main-[0-9a-f]{7}:workers-[0-9a-f]{7}$/,
      clusterGroup: /^sg-0[0-9a-f]{16}$/,
      bearer: /^k8s-aws-v1\.[\w-]+$/,
    },
  },
  {
    file: "queue-worker",
    outputs: {
      queueUrl: new RegExp(`^https://sqs\\.eu-central-1\\.amazonaws\\.com/${ACCOUNT}/jobs-[0-9a-f]{7}$`),
      mappingUuid: new RegExp(`^${UUID}$`),
      mappedFunction: new RegExp(`^arn:aws:lambda:${HERE}:function:worker-[0-9a-f]{7}$`),
      layerArn: `arn:aws:lambda:${HERE}:layer:shared:1`,
      aliasArn: new RegExp(`^arn:aws:lambda:${HERE}:function:worker-[0-9a-f]{7}:live$`),
      url: /^https:\/\/[a-z0-9]{32}\.lambda-url\.eu-central-1\.on\.aws\/$/,
    },
  },
  {
    file: "rest-api",
    outputs: {
      urls: [/^https:\/\/[a-z0-9]{10}\.execute-api\.eu-central-1\.amazonaws\.com\/test$/, /\/live$/],
      path: "/pets/{id}",
      apiArn: /^arn:aws:apigateway:eu-central-1::\/restapis\/[a-z0-9]{10}$/,
      stageArn: /\/stages\/live$/,
      executionArn: new RegExp(`^arn:aws:execute-api:${HERE}:[a-z0-9]{10}/live$`),
    },
  },
  {
    file: "scaling-group",
    outputs: {
      url: /^http:\/\/web-[0-9a-f]{7}-\d{10}\.eu-central-1\.elb\.amazonaws\.com\/$/,
      policyArns: [
        new RegExp(`^arn:aws:autoscaling:${HERE}:scalingPolicy:${UUID}:autoScalingGroupName/web-.*:policyName/cpu-`),
        /:policyName\/out-[0-9a-f]{7}$/,
      ],
      parameterArns: [`arn:aws:ssm:${HERE}:parameter/web/log-level`, `arn:aws:ssm:${HERE}:parameter/web/greeting`],
      imageId: /^ami-0[0-9a-f]{16}$/,
    },
  },
  {
    file: "serverless-api",
    outputs: {
      url: /^https:\/\/[a-z0-9]{10}\.execute-api\.eu-central-1\.amazonaws\.com\/$/,
      executionArn: new RegExp(`^arn:aws:execute-api:${HERE}:[a-z0-9]{10}$`),
      streamArn: /:table\/orders-[0-9a-f]{7}\/stream\/2026-01-01T00:00:00\.000$/,
      logGroup: /^\/aws\/lambda\/handler-[0-9a-f]{7}$/,
    },
  },
  {
    file: "state-machine",
    outputs: {
      machineArn: new RegExp(`^arn:aws:states:${HERE}:stateMachine:nightly-[0-9a-f]{7}$`),
      activityArn: new RegExp(`^arn:aws:states:${HERE}:activity:approve-[0-9a-f]{7}$`),
      version: "1",
      qualified: /:function:load-[0-9a-f]{7}:1$/,
      scheduleArn: new RegExp(`^arn:aws:scheduler:${HERE}:schedule/nightly-[0-9a-f]{7}/nightly-[0-9a-f]{7}$`),
    },
  },
  {
    file: "static-site/index",
    config: { "network:domain": "shop.example.com" },
    outputs: {
      cdn: /^d[0-9a-z]{13}\.cloudfront\.net$/,
      cdnZone: "Z2FDTNDATAQYW2",
      certificateArn: new RegExp(`^arn:aws:acm:us-east-1:${ACCOUNT}:certificate/`),
      cachePolicy: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      headersPolicy: "67f7725c-6f97-4210-82d7-5512b31e9d03",
      keys: ["404.html", "css/site.css", "index.html"],
    },
  },
  {
    file: "two-regions",
    outputs: {
      gatewayArns: [
        new RegExp(`^arn:aws:ec2:eu-west-1:${ACCOUNT}:transit-gateway/tgw-0[0-9a-f]{16}$`),
        new RegExp(`^arn:aws:ec2:us-east-1:${ACCOUNT}:transit-gateway/tgw-0`),
      ],
      peeringStatus: "active",
      attachmentOwner: ACCOUNT,
      routeId: /^tgw-rtb-0[0-9a-f]{16}_10\.2\.0\.0\/16$/,
      zones: ["eu-west-1a", "us-east-1a"],
    },
  },
  {
    file: "user-pool",
    outputs: {
      poolId: /^eu-central-1_[A-Za-z0-9]{9}$/,
      poolEndpoint: /^cognito-idp\.eu-central-1\.amazonaws\.com\/eu-central-1_/,
      clientId: /^[a-z0-9]{26}$/,
      identityPool: new RegExp(`^eu-central-1:${UUID}$`),
      scope: ["https://api.example.com/read"],
    },
  },
];
