import { arn } from "../facts/arn.ts";
import { uuid } from "../facts/hash.ts";
import { properties, text } from "../wire/values.ts";
import { arnAsId, nameOf } from "./ids.ts";
import { input, type Made, type ResourceRules } from "./rule.ts";

/** Applications that others publish. */
export const serverlessRepository: ResourceRules = {
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": {
    ...arnAsId((draft) =>
      arn(draft.place, "cloudformation", `stack/serverlessrepo-${nameOf(draft)}/${uuid(draft.hex(32))}`),
    ),
    outputs: (made) => ({ name: nameOf(made), semanticVersion: "1.1.0", outputs: stackOutputs(made) }),
    replaces: ["name", "applicationId"],
    sets: ["capabilities"],
  },
};

/** Only the outputs of AWS's rotation functions are known: they name the function that they make. */
function stackOutputs(made: Made) {
  if (!input(made, "applicationId").includes("/SecretsManager")) return {};
  const functionName = text(properties(made.inputs.parameters).functionName) ?? made.name;
  return { RotationLambdaARN: arn(made.place, "lambda", `function:${functionName}`) };
}
