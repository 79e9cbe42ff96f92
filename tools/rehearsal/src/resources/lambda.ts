import { arn } from "../facts/arn.ts";
import { MADE_AT } from "../facts/hash.ts";
import { arnOf, named, nameOf } from "./ids.ts";
import type { ResourceRules } from "./rule.ts";

/** Functions. */
export const lambda: ResourceRules = {
  "aws:lambda/function:Function": {
    ...named(),
    arn: arnOf("lambda", "function:"),
    outputs: (made) => ({
      name: made.id,
      version: "$LATEST",
      invokeArn: `arn:aws:apigateway:${made.place.region}:lambda:path/2015-03-31/functions/${arn(made.place, "lambda", `function:${made.id}`)}/invocations`,
      qualifiedArn: arn(made.place, "lambda", `function:${made.id}:$LATEST`),
      lastModified: MADE_AT,
      architectures: ["x86_64"],
      codeSha256: made.hex(44, "code"),
      tracingConfig: { mode: "PassThrough" },
      ephemeralStorage: { size: 512 },
      loggingConfig: { logFormat: "Text", logGroup: `/aws/lambda/${made.id}` },
    }),
    replaces: ["name", "packageType"],
    naming: { property: "name", maxLength: 64 },
  },
  "aws:lambda/permission:Permission": {
    id: (draft) => nameOf(draft, "statementId"),
    outputs: (made) => ({ statementId: made.id, statementIdPrefix: "" }),
    replaces: ["*"],
  },
};
