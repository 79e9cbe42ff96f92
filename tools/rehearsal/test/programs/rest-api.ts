// A REST API of the first generation: stages, keys and quotas, and an authoriser of its own.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const role = new aws.iam.Role("lambda", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  managedPolicyArns: [aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
});

const code = new pulumi.asset.AssetArchive({
  "handler.py": new pulumi.asset.StringAsset("def main(event, context):\n    return {'statusCode': 200}\n"),
});

const functions = Object.fromEntries(
  ["authorizer", "pets"].map((name) => [
    name,
    new aws.lambda.Function(name, { runtime: "python3.12", handler: "handler.main", role: role.arn, code }),
  ]),
);
const { authorizer: authorizerFn, pets: petsFn } = functions;
if (!authorizerFn || !petsFn) throw new Error("both functions are made above");

const invoker = new aws.iam.Role("invoker", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "apigateway.amazonaws.com" } }],
  }),
});
new aws.iam.RolePolicy("invoker", {
  role: invoker.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: authorizerFn.arn }],
  }),
});

const api = new aws.apigateway.RestApi("pets", {
  description: "Pets, in and out",
  endpointConfiguration: { types: "REGIONAL" },
});

const authorizer = new aws.apigateway.Authorizer("token", {
  restApi: api.id,
  authorizerUri: authorizerFn.invokeArn,
  authorizerCredentials: invoker.arn,
  authorizerResultTtlInSeconds: 60,
});

const pets = new aws.apigateway.Resource("pets", { restApi: api.id, parentId: api.rootResourceId, pathPart: "pets" });
const pet = new aws.apigateway.Resource("pet", { restApi: api.id, parentId: pets.id, pathPart: "{id}" });

const integrations = [
  { name: "list", resource: pets, httpMethod: "GET" },
  { name: "add", resource: pets, httpMethod: "POST" },
  { name: "read", resource: pet, httpMethod: "GET" },
].map(({ name, resource, httpMethod }) => {
  const method = new aws.apigateway.Method(name, {
    restApi: api.id,
    resourceId: resource.id,
    httpMethod,
    authorization: "CUSTOM",
    authorizerId: authorizer.id,
    apiKeyRequired: true,
  });
  return new aws.apigateway.Integration(name, {
    restApi: api.id,
    resourceId: resource.id,
    httpMethod: method.httpMethod,
    integrationHttpMethod: "POST",
    type: "AWS_PROXY",
    uri: petsFn.invokeArn,
  });
});

const deployment = new aws.apigateway.Deployment(
  "pets",
  {
    restApi: api.id,
    triggers: { redeployment: pulumi.all(integrations.map((one) => one.id)).apply((ids) => ids.join()) },
  },
  { dependsOn: integrations },
);

const stages = ["test", "live"].map(
  (stageName) =>
    new aws.apigateway.Stage(stageName, {
      restApi: api.id,
      deployment: deployment.id,
      stageName,
      xrayTracingEnabled: true,
    }),
);
const [test, live] = stages;
if (!test || !live) throw new Error("both stages are made above");

new aws.apigateway.MethodSettings("live", {
  restApi: api.id,
  stageName: live.stageName,
  methodPath: "*/*",
  settings: { metricsEnabled: true, loggingLevel: "OFF" },
});

const plan = new aws.apigateway.UsagePlan("partners", {
  apiStages: [{ apiId: api.id, stage: live.stageName }],
  quotaSettings: { limit: 1000, period: "DAY" },
  throttleSettings: { burstLimit: 20, rateLimit: 10 },
});
const key = new aws.apigateway.ApiKey("partner");
new aws.apigateway.UsagePlanKey("partner", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });

new aws.lambda.Permission("api", {
  statementId: "AllowExecutionFromAPIGateway",
  action: "lambda:InvokeFunction",
  function: petsFn.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*/*/*`,
});

export const urls = stages.map((stage) => stage.invokeUrl);
export const rootResource = api.rootResourceId;
export const apiId = api.id;
export const apiArn = api.arn;
export const executionArn = live.executionArn;
export const stageArn = live.arn;
export const path = pet.path;
export const planArn = plan.arn;
export const keyValue = key.value;
export const invokeArn = petsFn.invokeArn;
