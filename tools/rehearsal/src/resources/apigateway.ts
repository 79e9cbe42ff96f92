import { MADE_AT, pick } from "../facts/hash.ts";
import { text } from "../wire/values.ts";
import { apiId, bareArn, callArn, callUrl } from "./api-ids.ts";
import { nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRule, type ResourceRules } from "./rule.ts";

/** What belongs to an API has an id that tells where it is: `agm-<api>-<resource>-<method>`. Source: terraform-provider-aws, internal/service/apigateway. */
function placed(prefix: string, ...properties: readonly string[]): ResourceRule {
  return {
    id: (draft) => [prefix, ...properties.map((property) => input(draft, property))].join("-"),
    replaces: properties,
    naming: "none",
  };
}

/** REST APIs of the first generation. Forms of ARNs: Service Authorization Reference, "Amazon API Gateway Management". */
export const apigateway: ResourceRules = {
  "aws:apigateway/restApi:RestApi": {
    id: apiId(10),
    arn: (made) => bareArn(made, `restapis/${made.id}`),
    outputs: (made) => ({
      name: nameOf(made),
      rootResourceId: rootOf(made.place.region, made.id),
      executionArn: callArn(made, made.id),
      createdDate: MADE_AT,
      apiKeySource: "HEADER",
      minimumCompressionSize: "",
      policy: "",
      description: "",
    }),
    updates: ["name"],
    documents: ["policy", "body"],
  },
  "aws:apigateway/resource:Resource": {
    id: apiId(6),
    outputs: (made) => ({ path: pathOf(made) }),
    replaces: ["restApi"],
  },
  "aws:apigateway/method:Method": placed("agm", "restApi", "resourceId", "httpMethod"),
  "aws:apigateway/methodResponse:MethodResponse": placed("agmr", "restApi", "resourceId", "httpMethod", "statusCode"),
  "aws:apigateway/integration:Integration": {
    ...placed("agi", "restApi", "resourceId", "httpMethod"),
    outputs: (made) => ({ passthroughBehavior: "WHEN_NO_MATCH", cacheNamespace: input(made, "resourceId") }),
    replaces: ["restApi", "resourceId", "httpMethod", "integrationHttpMethod", "type", "passthroughBehavior"],
  },
  "aws:apigateway/integrationResponse:IntegrationResponse": placed(
    "agir",
    "restApi",
    "resourceId",
    "httpMethod",
    "statusCode",
  ),
  "aws:apigateway/deployment:Deployment": {
    id: apiId(6),
    outputs: () => ({ createdDate: MADE_AT }),
    replaces: ["restApi", "triggers", "variables"],
  },
  "aws:apigateway/stage:Stage": {
    ...placed("ags", "restApi", "stageName"),
    arn: (made) => bareArn(made, `restapis/${input(made, "restApi")}/stages/${input(made, "stageName")}`),
    outputs: (made) => ({
      executionArn: callArn(made, `${input(made, "restApi")}/${input(made, "stageName")}`),
      invokeUrl: `${callUrl(made, input(made, "restApi"))}/${input(made, "stageName")}`,
      webAclArn: "",
    }),
  },
  "aws:apigateway/methodSettings:MethodSettings": {
    id: (draft) => ["restApi", "stageName", "methodPath"].map((property) => input(draft, property)).join("-"),
    replaces: ["restApi", "stageName", "methodPath"],
  },
  "aws:apigateway/authorizer:Authorizer": {
    id: apiId(6),
    arn: (made) => bareArn(made, `restapis/${input(made, "restApi")}/authorizers/${made.id}`),
    replaces: ["restApi"],
    updates: ["name"],
  },
  "aws:apigateway/requestValidator:RequestValidator": { id: apiId(6), replaces: ["restApi"], updates: ["name"] },
  "aws:apigateway/model:Model": { id: apiId(6), replaces: ["restApi", "contentType", "name"], documents: ["schema"] },
  "aws:apigateway/response:Response": placed("aggr", "restApiId", "responseType"),
  "aws:apigateway/apiKey:ApiKey": {
    id: apiId(10),
    arn: (made) => bareArn(made, `apikeys/${made.id}`),
    outputs: (made) => ({
      name: nameOf(made),
      value: pick("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40, made.id),
      createdDate: MADE_AT,
      lastUpdatedDate: MADE_AT,
    }),
    replaces: ["value"],
    updates: ["name"],
  },
  "aws:apigateway/usagePlan:UsagePlan": {
    id: apiId(6),
    arn: (made) => bareArn(made, `usageplans/${made.id}`),
    updates: ["name"],
    sets: ["apiStages"],
  },
  "aws:apigateway/usagePlanKey:UsagePlanKey": {
    id: (draft) => input(draft, "keyId"),
    outputs: (made) => {
      const key = made.account.find({ type: API_KEY, region: made.place.region, key: input(made, "keyId") });
      return { name: text(key?.outputs.name) ?? "" };
    },
    replaces: ["*"],
  },
  "aws:apigateway/domainName:DomainName": {
    id: (draft) => input(draft, "domainName"),
    unique: true,
    arn: (made) => bareArn(made, `domainnames/${made.id}`),
    outputs: (made) => ({
      regionalDomainName: `d-${made.hex(10, "regional")}.execute-api.${made.place.region}.amazonaws.com`,
      regionalZoneId: `Z${made.hex(13, "zone").toUpperCase()}`,
      cloudfrontDomainName: `d${made.hex(13, "edge")}.cloudfront.net`,
      // The one zone of all distributions (Amazon Route 53 API Reference, AliasTarget).
      cloudfrontZoneId: "Z2FDTNDATAQYW2",
    }),
    replaces: ["domainName"],
  },
  "aws:apigateway/basePathMapping:BasePathMapping": {
    id: (draft) => `${input(draft, "domainName")}/${input(draft, "basePath")}`,
  },
  "aws:apigateway/account:Account": { id: () => "api-gateway-account" },
  "aws:apigateway/vpcLink:VpcLink": {
    id: apiId(6),
    arn: (made) => bareArn(made, `vpclinks/${made.id}`),
    replaces: ["targetArn"],
    updates: ["name"],
  },
};

const API_KEY = "aws:apigateway/apiKey:ApiKey";

/** Every API has a resource "/": its id comes from the API's, so that the API's children can be told from theirs. */
function rootOf(region: string, api: string): string {
  return pick("abcdefghijklmnopqrstuvwxyz0123456789", 10, "root", region, api);
}

function pathOf(draft: Draft | Made): string {
  const [parentId, part] = [input(draft, "parentId"), input(draft, "pathPart")];
  if (parentId === rootOf(draft.place.region, input(draft, "restApi"))) return `/${part}`;
  const { region } = draft.place;
  const parent = draft.account.find({ type: "aws:apigateway/resource:Resource", region, key: parentId });
  return `${text(parent?.outputs.path) ?? ""}/${part}`;
}
