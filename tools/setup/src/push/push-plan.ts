import { CONTRACTS, didYouMean, type Environment, optionInvalid, type StrataError } from "@strata/shared-config";

/** An image that is built and pushed. */
export interface ImageBuild {
  /** Key of cluster.repositories. */
  readonly repository: string;
  /** Folder that is built, from the source's own folder on. */
  readonly context: string;
  /** From the context on. */
  readonly dockerfile: string;
  readonly platform: string;
  /** `<repository's address>:<tag>`, each. */
  readonly references: readonly string[];
}

/** What a push does: the images, and the services that start new tasks with them. */
export interface PushPlan {
  /** Name of the ECS cluster. */
  readonly cluster: string;
  readonly images: readonly ImageBuild[];
  /** Names of ECS services, in the order of the environment. */
  readonly services: readonly string[];
}

/** What the layers cluster and services promise; unchecked, as a state has it. */
export interface PushOutputs {
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly services: Readonly<Record<string, unknown>>;
}

/**
 * What it takes to bring the application's source to its services. An image is pushed under each tag that a service of the
 * environment runs.
 *
 * @param only keys of cluster.repositories; none for all that a service uses
 * @throws StrataError OPTION_INVALID for a repository that is none, and where a service runs a fixed digest
 */
export function planPush(environment: Environment, outputs: PushOutputs, only: readonly string[]): PushPlan {
  const { repositories } = environment.cluster;
  for (const key of only) requireRepository(key, Object.keys(repositories));
  const { ecsClusterName, repositoryUrls } = CONTRACTS.cluster
    .pick({ ecsClusterName: true, repositoryUrls: true })
    .parse(outputs.cluster);
  const { serviceNames } = CONTRACTS.services.pick({ serviceNames: true }).parse(outputs.services);
  const users = Object.entries(environment.services)
    .filter(([key]) => serviceNames[key] !== undefined)
    .flatMap(([key, { image }]) => {
      const { repository } = image;
      if (repository === undefined || (only.length > 0 && !only.includes(repository))) return [];
      if (image.digest !== undefined) throw fixedImage(key, image.digest);
      return [{ repository, tag: image.tag, service: serviceNames[key] ?? key }];
    });
  const images = [...new Set(users.map(({ repository }) => repository))].map((repository) => {
    const {
      context = ".",
      dockerfile = "Dockerfile",
      platform = "linux/amd64",
    } = repositories[repository]?.build ?? {};
    const tags = new Set(users.filter((user) => user.repository === repository).map(({ tag }) => tag));
    const references = [...tags].map((tag) => `${repositoryUrls[repository]}:${tag}`);
    return { repository, context, dockerfile, platform, references };
  });
  return { cluster: ecsClusterName, images, services: users.map(({ service }) => service) };
}

function requireRepository(key: string, known: readonly string[]): void {
  if (known.includes(key)) return;
  throw optionInvalid(`there is no repository ${key}${didYouMean(key, known)}`, `choose from: ${known.join(", ")}`);
}

function fixedImage(service: string, digest: string): StrataError {
  return optionInvalid(
    `services.${service}.image.digest fixes ${digest}: the service would not run what is pushed`,
    "leave its repository out with --only, or take the digest out of the environment's file",
  );
}
