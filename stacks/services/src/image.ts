import type { Service } from "@strata/shared-config";
import { present } from "@strata/shared-config/layer";

/**
 * The image that a container runs, by digest where there is one, else by tag.
 * @param repositoryUrls of the cluster layer, by key
 * @throws StrataError CONTRACT_BROKEN where the cluster layer does not have the repository (yet)
 */
export function imageUri(image: Service["image"], repositoryUrls: Readonly<Record<string, string>>): string {
  const { repository = "", uri, tag, digest } = image;
  const source = uri ?? present(repositoryUrls[repository], "cluster", `repository ${repository}`);
  return digest === undefined ? `${source}:${tag}` : `${source}@${digest}`;
}
