// An HTTP API in front of a function that keeps orders in a table.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const orders = new aws.dynamodb.Table("orders", {
  billingMode: "PAY_PER_REQUEST",
  hashKey: "customer",
  rangeKey: "id",
  attributes: [
    { name: "customer", type: "S" },
    { name: "id", type: "S" },
    { name: "state", type: "S" },
  ],
  globalSecondaryIndexes: [{ name: "by-state", hashKey: "state", projectionType: "ALL" }],
  streamEnabled: true,
  streamViewType: "NEW_AND_OLD_IMAGES",
  pointInTimeRecovery: { enabled: true },
});

const assume = aws.iam.getPolicyDocumentOutput({
  statements: [
    { actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["lambda.amazonaws.com"] }] },
  ],
});

const role = new aws.iam.Role("handler", { assumeRolePolicy: assume.json });

new aws.iam.RolePolicyAttachment("logs", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
});

new aws.iam.RolePolicy("table", {
  role: role.id,
  policy: orders.arn.apply((arn) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
          Resource: [arn, `${arn}/index/*`],
        },
      ],
    }),
  ),
});

const handler = new aws.lambda.Function("handler", {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: "index.handler",
  role: role.arn,
  timeout: 10,
  memorySize: 256,
  architectures: ["arm64"],
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 200, body: 'ok' });"),
    "package.json": new pulumi.asset.StringAsset(JSON.stringify({ name: "orders", version: "1.0.0" })),
  }),
  environment: { variables: { TABLE: orders.name } },
});

const logs = new aws.cloudwatch.LogGroup("handler", {
  name: pulumi.interpolate`/aws/lambda/${handler.name}`,
  retentionInDays: 14,
});

const api = new aws.apigatewayv2.Api("orders", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET", "POST"], maxAge: 300 },
});

const integration = new aws.apigatewayv2.Integration("handler", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: handler.invokeArn,
  payloadFormatVersion: "2.0",
});

const routes = ["GET /orders", "POST /orders", "GET /orders/{id}"].map(
  (routeKey, index) =>
    new aws.apigatewayv2.Route(`route-${index}`, {
      apiId: api.id,
      routeKey,
      target: pulumi.interpolate`integrations/${integration.id}`,
    }),
);

const access = new aws.cloudwatch.LogGroup("access", { retentionInDays: 30 });

const stage = new aws.apigatewayv2.Stage(
  "default",
  {
    apiId: api.id,
    name: "$default",
    autoDeploy: true,
    accessLogSettings: {
      destinationArn: access.arn,
      format: JSON.stringify({ requestId: "$context.requestId", status: "$context.status" }),
    },
    defaultRouteSettings: { throttlingBurstLimit: 50, throttlingRateLimit: 100 },
  },
  { dependsOn: routes },
);

new aws.lambda.Permission("api", {
  action: "lambda:InvokeFunction",
  function: handler.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
});

export const url = stage.invokeUrl;
export const endpoint = api.apiEndpoint;
export const executionArn = api.executionArn;
export const tableName = orders.name;
export const streamArn = orders.streamArn;
export const functionArn = handler.arn;
export const logGroup = logs.name;
export const routeIds = routes.map((route) => route.id);
