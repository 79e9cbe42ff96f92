import { text } from "../wire/values.ts";
import { apiId, bareArn, callArn, callUrl } from "./api-ids.ts";
import { nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

/** HTTP and WebSocket APIs. */
export const apigatewayv2: ResourceRules = {
  "aws:apigatewayv2/api:Api": {
    id: apiId(10),
    arn: (made) => bareArn(made, `apis/${made.id}`),
    outputs: (made) => ({
      name: nameOf(made),
      apiEndpoint: callUrl(made, made.id, input(made, "protocolType") === "WEBSOCKET" ? "wss" : "https"),
      executionArn: callArn(made, made.id),
      ipAddressType: "ipv4",
      apiKeySelectionExpression: "$request.header.x-api-key",
      routeSelectionExpression: "$request.method $request.path",
    }),
    replaces: ["protocolType"],
    updates: ["name"],
    documents: ["body"],
  },
  "aws:apigatewayv2/integration:Integration": {
    id: apiId(7),
    outputs: (made) => ({
      connectionType: "INTERNET",
      payloadFormatVersion: "1.0",
      integrationResponseSelectionExpression: "",
      timeoutMilliseconds: isSocket(made) ? 29_000 : 30_000,
    }),
    replaces: ["apiId", "integrationType", "integrationSubtype"],
  },
  "aws:apigatewayv2/integrationResponse:IntegrationResponse": { id: apiId(7), replaces: ["apiId", "integrationId"] },
  "aws:apigatewayv2/route:Route": { id: apiId(7), replaces: ["apiId"] },
  "aws:apigatewayv2/routeResponse:RouteResponse": { id: apiId(7), replaces: ["apiId", "routeId"] },
  "aws:apigatewayv2/stage:Stage": {
    // Stages of one name in two APIs: the API is a part of what tells them apart.
    id: (draft) => nameOf(draft),
    identifiedBy: "arn",
    arn: (made) => bareArn(made, `apis/${input(made, "apiId")}/stages/${nameOf(made)}`),
    outputs: (made) => ({
      name: nameOf(made),
      deploymentId: "",
      executionArn: callArn(made, `${input(made, "apiId")}/${nameOf(made)}`),
      invokeUrl: stageUrl(made),
    }),
    replaces: ["apiId", "name"],
  },
  "aws:apigatewayv2/deployment:Deployment": {
    id: apiId(6),
    outputs: () => ({ autoDeployed: false }),
    replaces: ["apiId", "triggers"],
  },
  "aws:apigatewayv2/authorizer:Authorizer": {
    id: apiId(6),
    outputs: () => ({ authorizerResultTtlInSeconds: 0 }),
    replaces: ["apiId", "authorizerType"],
    updates: ["name"],
  },
  "aws:apigatewayv2/domainName:DomainName": {
    id: (draft) => input(draft, "domainName"),
    unique: true,
    arn: (made) => bareArn(made, `domainnames/${made.id}`),
    outputs: (made) => ({
      apiMappingSelectionExpression: "$request.basepath",
      domainNameConfiguration: {
        targetDomainName: `d-${made.hex(10, "target")}.execute-api.${made.place.region}.amazonaws.com`,
        hostedZoneId: `Z${made.hex(13, "zone").toUpperCase()}`,
        ipAddressType: "ipv4",
        ownershipVerificationCertificateArn: "",
      },
    }),
    replaces: ["domainName"],
  },
  "aws:apigatewayv2/apiMapping:ApiMapping": { id: apiId(6), replaces: ["apiId", "domainName"] },
  "aws:apigatewayv2/vpcLink:VpcLink": {
    id: apiId(6),
    arn: (made) => bareArn(made, `vpclinks/${made.id}`),
    replaces: ["securityGroupIds", "subnetIds"],
    updates: ["name"],
    sets: ["securityGroupIds", "subnetIds"],
  },
};

function isSocket(draft: Draft): boolean {
  const { region } = draft.place;
  const api = draft.account.find({ type: "aws:apigatewayv2/api:Api", region, key: input(draft, "apiId") });
  return text(api?.outputs.protocolType) === "WEBSOCKET";
}

/** The stage $default has no name in its address. */
function stageUrl(made: Made): string {
  const name = nameOf(made);
  const base = callUrl(made, input(made, "apiId"), isSocket(made) ? "wss" : "https");
  return `${base}/${name === "$default" ? "" : name}`;
}
