import { CONTRACTS, didYouMean, type Environment, optionInvalid, type StrataError } from "@strata/shared-config";
import { type NeededImage, neededImages } from "./needed-images.ts";

/** How the image of a repository is built. */
export interface Build {
  /** Key of cluster.repositories. */
  readonly repository: string;
  /** Folder that is built, from the source's own folder on. */
  readonly context: string;
  /** From the context on. */
  readonly dockerfile: string;
  readonly platform: string;
}

/** An image that is built and pushed. */
export interface ImageBuild extends Build {
  /** `<repository's address>:<tag>`, each. */
  readonly references: readonly string[];
}

/** What a push does: the images, and the services that start new tasks with them. */
export interface PushPlan {
  /** Name of the ECS cluster. */
  readonly cluster: string;
  readonly images: readonly ImageBuild[];
  /** Names of ECS services, in the order of the environment; of those that are not deployed yet none. */
  readonly services: readonly string[];
}

/** What the layers cluster and services promise; unchecked, as a state has it. */
export interface PushOutputs {
  readonly cluster: Readonly<Record<string, unknown>>;
  /** Undefined before the first deploy of the services: they stand on the images. */
  readonly services: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What it takes to bring the application's source to its services. An image is pushed under each tag that a service of the
 * environment runs.
 *
 * @param only keys of cluster.repositories; none for all that a service uses
 * @throws StrataError OPTION_INVALID for a repository that is none, and where a service runs a fixed digest
 */
export function planPush(environment: Environment, outputs: PushOutputs, only: readonly string[]): PushPlan {
  for (const key of only) requireRepository(key, Object.keys(environment.cluster.repositories));
  const { ecsClusterName, repositoryUrls } = CONTRACTS.cluster
    .pick({ ecsClusterName: true, repositoryUrls: true })
    .parse(outputs.cluster);
  // A first deploy of the services that has failed leaves a stack without outputs.
  const { serviceNames } = CONTRACTS.services
    .pick({ serviceNames: true })
    .partial()
    .parse(outputs.services ?? {});
  const all = Object.keys(environment.services);
  const running = all.filter((key) => serviceNames?.[key] !== undefined);
  const needed = neededImages(environment, serviceNames === undefined || only.length > 0 ? all : running).filter(
    ({ repository }) => only.length === 0 || only.includes(repository),
  );
  for (const image of needed) requireTag(image);
  const images = planBuilds(environment, needed, repositoryUrls);
  const users = new Set(needed.flatMap(({ services }) => services));
  const services = running.filter((key) => users.has(key)).map((key) => serviceNames?.[key] ?? key);
  return { cluster: ecsClusterName, images, services };
}

/** Each repository's image once, under all its tags. @param urls addresses of the repositories, by key */
export function planBuilds(
  environment: Pick<Environment, "cluster">,
  images: readonly NeededImage[],
  urls: Readonly<Record<string, string>>,
): readonly ImageBuild[] {
  return [...Map.groupBy(images, ({ repository }) => repository)].map(([repository, tagged]) => ({
    ...buildOf(environment, repository),
    references: tagged.map(({ tag }) => `${urls[repository]}:${tag}`),
  }));
}

/** How the image of a repository is built, as the product or the environment says. */
export function buildOf({ cluster }: Pick<Environment, "cluster">, repository: string): Build {
  const {
    context = ".",
    dockerfile = "Dockerfile",
    platform = "linux/amd64",
  } = cluster.repositories[repository]?.build ?? {};
  return { repository, context, dockerfile, platform };
}

function requireRepository(key: string, known: readonly string[]): void {
  if (known.includes(key)) return;
  throw optionInvalid(`there is no repository ${key}${didYouMean(key, known)}`, `choose from: ${known.join(", ")}`);
}

/** @throws StrataError OPTION_INVALID */
function requireTag({ digest, services: [service] }: NeededImage): void {
  if (digest !== undefined) throw fixedImage(service ?? "", digest);
}

function fixedImage(service: string, digest: string): StrataError {
  return optionInvalid(
    `services.${service}.image.digest fixes ${digest}: the service would not run what is pushed`,
    "leave its repository out with --only, or take the digest out of the environment's file",
  );
}
