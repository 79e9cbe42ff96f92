import { DescribeImagesCommand, type ECRClient } from "@aws-sdk/client-ecr";
import { orAbsent } from "../aws/aws-error.ts";
import type { NeededImage } from "./needed-images.ts";

/** An image and the repository where it has to be. */
export interface PlacedImage extends NeededImage {
  /** Name in ECR, such as `proliferate/worker`. */
  readonly name: string;
}

/** Those that ECR does not have. A repository that is gone has none. */
export async function missingImages(ecr: ECRClient, images: readonly PlacedImage[]): Promise<readonly PlacedImage[]> {
  const found = await Promise.all(
    images.map(({ name, tag, digest }) => {
      const imageIds = [digest === undefined ? { imageTag: tag } : { imageDigest: digest }];
      const call = ecr.send(new DescribeImagesCommand({ repositoryName: name, imageIds }));
      return orAbsent(call, "ImageNotFoundException", "RepositoryNotFoundException");
    }),
  );
  return images.filter((_, index) => (found[index]?.imageDetails ?? []).length === 0);
}

/** `123456789012.dkr.ecr.us-east-1.amazonaws.com/acme/worker` → `acme/worker`. */
export function repositoryName(url: string): string {
  return url.slice(url.indexOf("/") + 1);
}
