import { arn } from "../facts/arn.ts";
import { digest, MADE_AT, pick, uuid } from "../facts/hash.ts";
import { partitionOf } from "../facts/partition.ts";
import { texts } from "../wire/values.ts";
import { arnAsId, arnOf, named, nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

/** Functions. */
export const lambda: ResourceRules = {
  "aws:lambda/function:Function": {
    ...named(),
    arn: arnOf("lambda", "function:"),
    outputs: (made) => ({
      name: made.id,
      version: versionOf(made, 1),
      invokeArn: invokeArn(made, functionArn(made, made.id)),
      qualifiedArn: `${functionArn(made, made.id)}:${versionOf(made, 1)}`,
      qualifiedInvokeArn: invokeArn(made, `${functionArn(made, made.id)}:${versionOf(made, 1)}`),
      lastModified: MADE_AT,
      architectures: ["x86_64"],
      codeSha256: codeHash(made),
      sourceCodeHash: codeHash(made),
      tracingConfig: { mode: "PassThrough" },
      ephemeralStorage: { size: 512 },
      loggingConfig: { logFormat: "Text", logGroup: `/aws/lambda/${made.id}` },
    }),
    evolves: (made, before) => {
      const version = versionOf(made, Number(before.version ?? 0) + 1 || 1);
      return {
        version,
        qualifiedArn: `${functionArn(made, made.id)}:${version}`,
        qualifiedInvokeArn: invokeArn(made, `${functionArn(made, made.id)}:${version}`),
        codeSha256: codeHash(made),
        sourceCodeHash: codeHash(made),
      };
    },
    replaces: ["name", "packageType"],
    naming: { property: "name", maxLength: 64 },
  },
  "aws:lambda/permission:Permission": {
    id: (draft) => nameOf(draft, "statementId"),
    outputs: (made) => ({ statementId: made.id, statementIdPrefix: "" }),
    replaces: ["*"],
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    id: (draft) => uuid(draft.hex(32)),
    arn: arnOf("lambda", "event-source-mapping:"),
    outputs: (made) => ({
      uuid: made.id,
      functionArn: calledFunction(made),
      state: made.inputs.enabled === false ? "Disabled" : "Enabled",
      stateTransitionReason: "USER_INITIATED",
      lastModified: MADE_AT,
      lastProcessingResult: "",
    }),
    replaces: ["eventSourceArn", "startingPosition", "startingPositionTimestamp", "queues"],
  },
  "aws:lambda/layerVersion:LayerVersion": {
    id: (draft) => `${arn(draft.place, "lambda", `layer:${input(draft, "layerName")}`)}:${draft.generation + 1}`,
    arn: (made) => made.id,
    outputs: (made) => ({
      version: made.id.slice(made.id.lastIndexOf(":") + 1),
      layerArn: made.id.slice(0, made.id.lastIndexOf(":")),
      createdDate: MADE_AT,
      codeSha256: codeHash(made),
      sourceCodeHash: codeHash(made),
      sourceCodeSize: 1024,
      signingJobArn: "",
      signingProfileVersionArn: "",
    }),
    replaces: ["*"],
    sets: ["compatibleRuntimes", "compatibleArchitectures"],
  },
  "aws:lambda/alias:Alias": {
    ...arnAsId((draft) => `${calledFunction(draft)}:${nameOf(draft)}`),
    unique: true,
    outputs: (made) => ({ invokeArn: invokeArn(made, made.id) }),
    replaces: ["name", "functionName"],
  },
  "aws:lambda/functionUrl:FunctionUrl": {
    id: (draft) => [input(draft, "functionName"), ...texts([draft.inputs.qualifier ?? null])].join("/"),
    unique: true,
    outputs: (made) => {
      const urlId = pick("abcdefghijklmnopqrstuvwxyz0123456789", 32, made.id);
      return {
        urlId,
        functionArn: calledFunction(made),
        functionUrl: `https://${urlId}.lambda-url.${made.place.region}.on.aws/`,
      };
    },
    replaces: ["functionName", "qualifier"],
  },
};

/** A published function has numbered versions. */
function versionOf(draft: Draft, next: number): string {
  return draft.inputs.publish === true ? String(next) : "$LATEST";
}

/** A function is named by its name or its ARN. */
function calledFunction(draft: Draft): string {
  const name = input(draft, "functionName");
  return name.startsWith("arn:") ? name : functionArn(draft, name);
}

function functionArn(draft: Draft, name: string): string {
  return arn(draft.place, "lambda", `function:${name}`);
}

/** What API Gateway calls: it takes a function only in this form. */
function invokeArn({ place }: Draft, target: string): string {
  const { name } = partitionOf(place.region);
  return `arn:${name}:apigateway:${place.region}:lambda:path/2015-03-31/functions/${target}/invocations`;
}

/** A SHA-256 in base64, which tells other code from the same: it comes from what the program gave as code. */
function codeHash(made: Made): string {
  const code = JSON.stringify([made.inputs.code ?? null, made.inputs.imageUri ?? null, made.inputs.s3Key ?? null]);
  return Buffer.from(digest("code", made.id, code), "hex").toString("base64");
}
