import type { Environment } from "@strata/shared-config";

type Pool = Pick<Environment["cluster"]["capacity"]["pools"][string], "architecture" | "image">;

/** AWS's own parameters: anybody may read them. */
const ROOT = "/aws/service/ecs/optimized-ami/amazon-linux-2023";

/**
 * The public parameter of Systems Manager that has the id of the newest ECS-optimized Amazon Linux 2023 image. There is
 * none with GPUs for arm64, which a check of the environment refuses.
 * Source: Amazon ECS Developer Guide, "Retrieving Amazon ECS-optimized Linux AMI metadata".
 */
export function imageParameter({ architecture, image }: Pool): string {
  const variant = image === "gpu" ? "/gpu" : architecture === "arm64" ? "/arm64" : "";
  return `${ROOT}${variant}/recommended/image_id`;
}
