import { StrataError } from "@strata/shared-config";
import { openDocker } from "./docker.ts";
import type { ImageBuild, PushPlan } from "./push-plan.ts";

/** What a push is told of, and by whom. */
export interface PushHost {
  /** A line of docker, or what is done next. */
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Builds every image, then pushes them, then has the services start new tasks: what cannot be built changes nothing.
 * @throws StrataError TOOL_MISSING, TOOL_FAILED
 */
export async function runPush(source: string, region: string, plan: PushPlan, host: PushHost): Promise<void> {
  await pushImages(source, region, plan.images, host);
  const { tell, signal } = host;
  const { ECSClient, UpdateServiceCommand } = await import("@aws-sdk/client-ecs");
  const ecs = new ECSClient({ region });
  try {
    for (const service of plan.services) {
      signal.throwIfAborted();
      tell(`new tasks of ${service}`);
      await ecs.send(new UpdateServiceCommand({ cluster: plan.cluster, service, forceNewDeployment: true }));
    }
  } finally {
    ecs.destroy();
  }
}

/**
 * Builds every image, then pushes them.
 * @param source absolute path of the application's source
 * @throws StrataError TOOL_MISSING, TOOL_FAILED
 */
export async function pushImages(
  source: string,
  region: string,
  images: readonly ImageBuild[],
  { tell, signal }: PushHost,
): Promise<void> {
  const docker = await openDocker(tell, signal);
  for (const image of images) await docker.build(source, image);
  const references = images.flatMap((image) => image.references);
  const [first] = references;
  if (first === undefined) return;
  const { user, password, registry } = await registryLogin(region, first);
  await docker.login(registry, user, password);
  for (const reference of references) await docker.push(reference);
}

/** A login that ECR gives for twelve hours. Source: Amazon ECR API Reference, GetAuthorizationToken. */
async function registryLogin(region: string, reference: string) {
  const { ECRClient, GetAuthorizationTokenCommand } = await import("@aws-sdk/client-ecr");
  const ecr = new ECRClient({ region });
  try {
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
    const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? "", "base64").toString();
    const [user = "", password = ""] = token.split(":");
    const [registry = ""] = reference.split("/");
    if (password !== "") return { user, password, registry };
  } finally {
    ecr.destroy();
  }
  throw new StrataError("ACCOUNT_UNREADABLE", `ECR in ${region} gives no login`, {
    hint: "look whether the credentials may call ecr:GetAuthorizationToken",
    fault: "environment",
  });
}
