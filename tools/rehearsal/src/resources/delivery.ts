import { arn } from "../facts/arn.ts";
import { uuid } from "../facts/hash.ts";
import { arnAsId, arnOf, named, nameOf } from "./ids.ts";
import type { ResourceRule, ResourceRules } from "./rule.ts";

function connection(service: string): ResourceRule {
  return {
    ...arnAsId((draft) => arn(draft.place, service, `connection/${uuid(draft.hex(32))}`)),
    // Somebody has to agree in the console first.
    outputs: (made) => ({ name: nameOf(made), connectionStatus: "PENDING", providerType: "" }),
    replaces: ["name", "providerType", "hostArn"],
    naming: { property: "name", maxLength: 32 },
  };
}

/** Builds, pipelines and connections to where code lives. */
export const delivery: ResourceRules = {
  "aws:codebuild/project:Project": {
    ...arnAsId((draft) => arn(draft.place, "codebuild", `project/${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({
      name: nameOf(made),
      badgeUrl: "",
      publicProjectAlias: "",
      description: "",
      encryptionKey: arn(made.place, "kms", "alias/aws/s3"),
    }),
    replaces: ["name"],
    naming: { property: "name", maxLength: 255 },
  },
  "aws:codepipeline/pipeline:Pipeline": {
    ...named(),
    // No resource type stands before the name. Source: Service Authorization Reference, "AWS CodePipeline".
    arn: arnOf("codepipeline", ""),
    outputs: (made) => ({ name: made.id }),
    naming: { property: "name", maxLength: 100 },
  },
  "aws:codestarconnections/connection:Connection": connection("codestar-connections"),
  "aws:codeconnections/connection:Connection": connection("codeconnections"),
  "aws:codedeploy/application:Application": {
    id: (draft) => `${uuid(draft.hex(32))}:${nameOf(draft)}`,
    arn: (made) => arn(made.place, "codedeploy", `application:${nameOf(made)}`),
    outputs: (made) => ({ name: nameOf(made), applicationId: made.id.split(":")[0] ?? "", githubAccountName: "" }),
    updates: ["name"],
    replaces: ["computePlatform"],
  },
};
