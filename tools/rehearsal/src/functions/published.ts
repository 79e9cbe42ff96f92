import { digest, hex } from "../facts/hash.ts";
import { Refusal } from "../operations/cloud.ts";
import { text, type Values } from "../wire/values.ts";
import { lookUp } from "./lookup.ts";
import { argument, type FunctionRule, type FunctionRules } from "./rule.ts";

/** CloudFront's own policies. Source: Amazon CloudFront Developer Guide, "Use managed cache policies", "origin request policies", "response headers policies". */
const MANAGED: Readonly<Record<string, string>> = {
  "Managed-Amplify": "2e54312d-136d-493c-8eb9-b001f22f67d2",
  "Managed-CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  "Managed-CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
  "Managed-CachingOptimizedForUncompressedObjects": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
  "Managed-Elemental-MediaPackage": "08627262-05a9-4f76-9ded-b50ca2e3a84f",
  "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
  "Managed-AllViewerAndCloudFrontHeaders-2022-06": "33f36d7e-f396-46d9-90e0-52428a34d9dc",
  "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
  "Managed-CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
  "Managed-CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
  "Managed-Elemental-MediaTailor-PersonalizedManifests": "775133bc-15f2-49f9-abea-afb2e0bf67d2",
  "Managed-UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
  "Managed-SimpleCORS": "60669652-455b-4ae9-85a4-c4c02393f86c",
  "Managed-CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
  "Managed-SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
  "Managed-CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
  "Managed-CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
};

/** What AWS gives to everybody, and to whoever may ask: managed policies, tokens. And what a rehearsal cannot give. */
export const published: FunctionRules = {
  "aws:cloudfront/getCachePolicy:getCachePolicy": policy("aws:cloudfront/cachePolicy:CachePolicy"),
  "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": policy(
    "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
  ),
  "aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy": policy(
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  ),
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": (call) => {
    const registry = argument(call, "registryId", call.place.account);
    const password = "simulated: no registry takes this";
    return {
      id: call.place.region,
      userName: "AWS",
      password,
      authorizationToken: Buffer.from(`AWS:${password}`).toString("base64"),
      // Twelve hours after everything was made.
      expiresAt: "2026-01-01T12:00:00Z",
      proxyEndpoint: `https://${registry}.dkr.ecr.${call.place.region}.amazonaws.com`,
    };
  },
  "aws:ecr/getImage:getImage": (call) => {
    const repository = argument(call, "repositoryName");
    const tag = argument(call, "imageTag", "latest");
    const sha = argument(call, "imageDigest", `sha256:${digest("image", call.place.account, repository, tag)}`);
    const registry = argument(call, "registryId", call.place.account);
    return {
      id: sha,
      imageDigest: sha,
      imageTag: tag,
      imageTags: [tag],
      imageUri: `${registry}.dkr.ecr.${call.place.region}.amazonaws.com/${repository}@${sha}`,
      registryId: registry,
    };
  },
  "aws:eks/getClusterAuth:getClusterAuth": (call) => {
    const name = argument(call, "name");
    const token = Buffer.from(`simulated: no cluster takes this (${name})`).toString("base64url");
    return { id: name, name, token: `k8s-aws-v1.${token}` };
  },
  // A secret's value is in no account here: what asks for one gets a text that says so.
  "aws:secretsmanager/getSecretVersion:getSecretVersion": (call) => {
    const secretId = argument(call, "secretId");
    const stage = argument(call, "versionStage", "AWSCURRENT");
    const [known] = lookUp({ ...call, args: {} }, "aws:secretsmanager/secret:Secret").filter(
      ({ id, outputs }) => id === secretId || text(outputs.name) === secretId,
    );
    const versionId = argument(call, "versionId", hex(32, "version", secretId, stage));
    return {
      id: `${secretId}|${stage}`,
      arn: known?.id ?? secretId,
      secretId,
      secretString: `simulated value of ${secretId}`,
      secretBinary: "",
      versionId,
      versionStage: stage,
      versionStages: [stage],
    };
  },
  "aws:lambda/getInvocation:getInvocation": (call) => {
    const name = argument(call, "functionName");
    throw new Refusal(
      `${call.token}: the function ${name} cannot be called: the simulated cloud runs no code. Leave the call out of a rehearsal (an \`if\` on its configuration), or give the result by configuration.`,
    );
  },
};

/** A policy of the account or of AWS. Any other name is an error, as it is there. */
function policy(type: string): FunctionRule {
  return (call): Values => {
    const [name, id] = [argument(call, "name"), argument(call, "id")];
    const own = lookUp({ ...call, args: {} }, type).find((row) => row.id === id || row.outputs.name === name);
    if (own) return { ...own.outputs, id: own.id };
    const managed = Object.entries(MANAGED).find(([key, value]) => key === name || value === id);
    if (managed) return { name: managed[0], id: managed[1] };
    // By its id it may be somebody else's: nobody else's name is asked for.
    if (id !== "") return { id };
    throw new Refusal(`${call.token}: no policy is called ${name}: neither the account nor CloudFront has it`);
  };
}
