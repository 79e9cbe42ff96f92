import { type ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { awaitSteady, clusterOf, openEcs, unsteadyError } from "@strata/ecs";
import { type DeployedService, deployedServices, findService } from "./deployed-services.ts";
import type { OperateHost } from "./operate-host.ts";

/** Services whose tasks are started anew. */
export interface RefreshRequest {
  readonly root: string;
  readonly environment: string;
  /** Keys; none for all. */
  readonly services: readonly string[];
  /** Waits until the new tasks run and the old ones are gone. */
  readonly wait: boolean;
}

/**
 * Has ECS replace the tasks of services by new ones of the same task definition: they take the image that its tag means now,
 * and secrets as they are now. Unknown services are refused before any is touched.
 * @returns keys of the services
 * @throws StrataError SERVICE_UNSTEADY where one did not come up; OPTION_INVALID
 */
export async function refreshServices(
  { root, environment, services, wait }: RefreshRequest,
  host: OperateHost & { readonly progress: (key: string, text: string) => void },
): Promise<readonly string[]> {
  const deployed = await deployedServices(root, environment);
  const chosen = services.length === 0 ? deployed.all : services.map((key) => findService(deployed, key));
  const door = openEcs(deployed.environment.aws.region);
  try {
    const awaited = [];
    for (const service of chosen) {
      const deploymentId = await forceDeployment(door.ecs, service);
      host.progress(service.key, "new tasks are started");
      const timeoutMinutes = deployed.environment.services[service.key]?.deployment.timeoutMinutes ?? 20;
      awaited.push({ key: service.key, arn: service.arn, deploymentId, timeoutMinutes });
    }
    if (!wait) return chosen.map(({ key }) => key);
    const unsteady = await awaitSteady(awaited, door, { ...host, notify: host.progress });
    if (unsteady.length > 0) throw unsteadyError(environment, unsteady);
    return chosen.map(({ key }) => key);
  } finally {
    door.close();
  }
}

/** Id of the deployment that it starts. */
async function forceDeployment(ecs: ECSClient, { arn }: DeployedService): Promise<string | undefined> {
  const update = new UpdateServiceCommand({ cluster: clusterOf(arn), service: arn, forceNewDeployment: true });
  const { service } = await ecs.send(update);
  return service?.deployments?.find(({ status }) => status === "PRIMARY")?.id;
}
