import type { Environment, Service } from "@strata/shared-config";

/** An image of the environment's own repositories that its tasks run. */
export interface NeededImage {
  /** Key of cluster.repositories. */
  readonly repository: string;
  readonly tag: string;
  /** Fixes the image, whatever its tag: `sha256:…`. @default - the tag counts */
  readonly digest: string | undefined;
  /** Keys of the services that run it, in the environment's order. */
  readonly services: readonly string[];
}

/**
 * The images that have to be in ECR before services can start, each once, in the environment's order. What comes from another
 * registry is its owner's.
 *
 * @param keys of the services
 */
export function neededImages(
  { services }: Pick<Environment, "services">,
  keys: readonly string[],
): readonly NeededImage[] {
  const used = keys.flatMap((key) =>
    imagesOf(services[key]).flatMap(({ repository, tag, digest }) =>
      repository === undefined ? [] : [{ repository, tag, digest, service: key }],
    ),
  );
  return [...Map.groupBy(used, imageLabel).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { repository, tag, digest, service } = first;
    return [{ repository, tag, digest, services: [...new Set([service, ...others.map((other) => other.service)])] }];
  });
}

/** `worker:latest`, or `worker@sha256:…`: the repository by its key. */
export function imageLabel({ repository, tag, digest }: Omit<NeededImage, "services">): string {
  return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}

/** Those of a service's own container and of the further ones of its tasks. */
function imagesOf(service: Service | undefined): readonly Service["image"][] {
  if (service === undefined) return [];
  return [service.image, ...Object.values(service.containers).flatMap(({ image }) => image ?? [])];
}
