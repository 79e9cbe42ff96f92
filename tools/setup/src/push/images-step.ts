/*
 * The images of the services, between the layers that they stand on (one of them makes the repositories) and the services:
 * there the set-up's own order has a place for it, so a rollout need not know of it. A task without an image would keep the
 * services layer waiting for minutes, and tell of it in the events of an ECS service only.
 */
import { readShownOutputs } from "@strata/rollout";
import { CONTRACTS, deployedServices, type Environment, isTree, StrataError, valueAt } from "@strata/shared-config";
import { type ReadOutputs, readDeployed } from "../application/read-sources.ts";
import { plannedEnvironment } from "../environment/planned-environment.ts";
import { type Change, NOTHING_TO_DO, type SetupContext, type SetupStep } from "../steps/step.ts";
import { imageLabel, type NeededImage, neededImages } from "./needed-images.ts";
import { planBuilds } from "./push-plan.ts";
import { sourceFolder } from "./questions.ts";
import { missingImages, repositoryName } from "./read-images.ts";
import { pushImages } from "./run-push.ts";

/** Builds and pushes the images that are missing, where it was told from what; else the set-up ends here and says which. */
export const imagesStep: SetupStep = neededImagesStep(readShownOutputs);

/** @param readOutputs of the stacks */
export function neededImagesStep(readOutputs: ReadOutputs): SetupStep {
  return {
    id: "images",
    title: "images of the services",
    prepare: async (context) => {
      if (context.answers["deploy.run"] === "no") return NOTHING_TO_DO;
      const { environment } = plannedEnvironment(context);
      const read = (layer: "cluster" | "data") => readDeployed(readOutputs, context.root, layer, context.environment);
      const [cluster, data] = await Promise.all([read("cluster"), read("data")]);
      const references = valueAt(data, ["secretReferences"]);
      const needed = neededImages(environment, deployedServices(environment, isTree(references) ? references : {}));
      const urls = CONTRACTS.cluster.shape.repositoryUrls.safeParse(valueAt(cluster, ["repositoryUrls"])).data ?? {};
      const placed = needed.flatMap((image) => {
        const url = urls[image.repository];
        return url === undefined ? [] : [{ ...image, name: repositoryName(url) }];
      });
      const source = sourceFolder(context);
      const missing = placed.length === 0 ? [] : await missingImages(await context.aws.ecr(), placed);
      return {
        changes: needed.map((image) => changeOf(image, { placed, missing, source })),
        apply: () => provide({ environment, missing, urls, source }, context),
      };
    },
  };
}

/** What was found of the images, and the folder to build the missing ones from. */
export interface FoundImages {
  /** Those that have a repository. */
  readonly placed: readonly NeededImage[];
  /** Those of them that are not there. */
  readonly missing: readonly NeededImage[];
  /** Absolute path. @default - nothing is built */
  readonly source: string | undefined;
}

/** What becomes of an image. */
export function changeOf(image: NeededImage, { placed, missing, source }: FoundImages): Change {
  const what = `image ${imageLabel(image)}`;
  const isIn = (images: readonly NeededImage[]) => images.some((one) => imageLabel(one) === imageLabel(image));
  const builds = source !== undefined && image.digest === undefined;
  if (!isIn(placed)) {
    const then = builds ? `: built from ${source} unless it is there` : "";
    return { action: "later", what, detail: `once its repository is there${then}` };
  }
  if (!isIn(missing)) return { action: "keep", what };
  if (builds) return { action: "run", what, detail: `build it from ${source}, and push it` };
  return { action: "later", what, detail: "it is not there: the set-up ends before the services" };
}

interface Provision {
  readonly environment: Environment;
  readonly missing: readonly NeededImage[];
  /** Addresses of the repositories, by key. */
  readonly urls: Readonly<Record<string, string>>;
  readonly source: string | undefined;
}

/** @throws StrataError IMAGES_MISSING for what cannot be built here; what `pushImages` throws */
async function provide(
  { environment, missing, urls, source }: Provision,
  { host, aws }: Pick<SetupContext, "host" | "aws">,
): Promise<void> {
  const buildable = source === undefined ? [] : missing.filter(({ digest }) => digest === undefined);
  if (source !== undefined && buildable.length > 0) {
    const tell = (message: string) => host.notify({ code: "waiting", data: { step: "images", message } });
    try {
      const builds = planBuilds(environment, buildable, urls);
      await pushImages(source, aws.region, builds, { tell, signal: host.signal });
    } catch (cause) {
      if (!(cause instanceof StrataError) || cause.code !== "TOOL_MISSING") throw cause;
      throw imagesMissing(environment.name, missing, { why: `, and ${cause.message}`, cause });
    }
  }
  const left = missing.filter((image) => !buildable.includes(image));
  if (left.length > 0) throw imagesMissing(environment.name, left);
}

/** Which images are missing, and the commands that bring them and go on. */
export function imagesMissing(
  environment: string,
  images: readonly NeededImage[],
  { why = "", cause }: { readonly why?: string; readonly cause?: unknown } = {},
): StrataError {
  const lines = images.map((image) => `  ${imageLabel(image)}, for ${image.services.join(", ")}`);
  const tagged = new Set(images.filter(({ digest }) => digest === undefined).map(({ repository }) => repository));
  const fixed = images.filter(({ digest }) => digest !== undefined);
  const steps = [
    ...(tagged.size === 0 ? [] : [`strata push ${environment} --source <folder> --only ${[...tagged].join(" ")}`]),
    ...fixed.map(({ repository, digest }) => `push ${digest} to ${repository}, or correct the digest in the file`),
    `strata setup ${environment}`,
  ];
  const message = [`${environment} cannot start its services: ECR does not have these images${why}`, ...lines];
  return new StrataError("IMAGES_MISSING", message.join("\n"), {
    hint: steps.join("; then: "),
    fault: "user",
    cause,
  });
}
