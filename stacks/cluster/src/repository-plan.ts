import type { Environment } from "@strata/shared-config";

type Repository = Environment["cluster"]["repositories"][string];

/** What a repository of images is made with, apart from its name. */
export interface RepositoryPlan {
  readonly imageScanningConfiguration: { readonly scanOnPush: boolean };
  readonly imageTagMutability: "MUTABLE" | "IMMUTABLE";
  readonly forceDelete: boolean;
  readonly rule: ExpiryRule;
}

/** A rule of a lifecycle policy; awsx writes it as `imageCountMoreThan`. */
export interface ExpiryRule {
  readonly description: string;
  readonly tagStatus: "any";
  readonly maximumNumberOfImages: number;
}

/** How a repository treats its images: scans, tags, and how many of the newest it keeps. */
export function planRepository({ scanOnPush, immutableTags, forceDelete, keepImages }: Repository): RepositoryPlan {
  return {
    imageScanningConfiguration: { scanOnPush },
    imageTagMutability: immutableTags ? "IMMUTABLE" : "MUTABLE",
    forceDelete,
    rule: { description: `keep the last ${keepImages} images`, tagStatus: "any", maximumNumberOfImages: keepImages },
  };
}
