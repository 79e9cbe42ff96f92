import { arnOf, named, settingOf } from "./ids.ts";
import { input, type ResourceRules } from "./rule.ts";

/** Image registries. */
export const ecr: ResourceRules = {
  "aws:ecr/repository:Repository": {
    ...named(),
    arn: arnOf("ecr", "repository/"),
    outputs: (made) => ({
      name: made.id,
      registryId: made.place.account,
      repositoryUrl: `${made.place.account}.dkr.ecr.${made.place.region}.amazonaws.com/${made.id}`,
    }),
    replaces: ["name", "encryptionConfigurations"],
    naming: { property: "name", lowerCase: true },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { ...settingOf("repository", "policy"), documents: ["policy"] },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": { ...settingOf("repository"), documents: ["policy"] },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    id: (draft) => input(draft, "ecrRepositoryPrefix"),
    replaces: ["ecrRepositoryPrefix", "upstreamRegistryUrl", "upstreamRepositoryPrefix"],
  },
};
