import { readOutputs } from "@strata/rollout";
import {
  CONTRACTS,
  type Contract,
  didYouMean,
  type Environment,
  loadEnvironment,
  optionInvalid,
  StrataError,
} from "@strata/shared-config";

/** A service that is deployed. */
export interface DeployedService {
  /** Key of the environment's services; also the name of its container. */
  readonly key: string;
  readonly arn: string;
  readonly name: string;
  readonly logGroup: string;
  /** Where the load balancer leads to it. @default - it does not */
  readonly url: string | undefined;
}

/** What the services layer of an environment has promised. */
export interface DeployedServices {
  readonly environment: Environment;
  readonly outputs: Contract<"services">;
  /** In the order of the environment's file. */
  readonly all: readonly DeployedService[];
}

/**
 * Reads the services of an environment out of what its last deploy left.
 * @throws StrataError LAYER_NOT_DEPLOYED, CONTRACT_BROKEN, and those of a wrong environment
 */
export async function deployedServices(root: string, name: string): Promise<DeployedServices> {
  const environment = loadEnvironment(root, name);
  const parsed = CONTRACTS.services.safeParse(await readOutputs(root, "services", name));
  if (!parsed.success) {
    throw new StrataError(
      "CONTRACT_BROKEN",
      `the outputs of services in ${name} are not whole: ${parsed.error.message}`,
      {
        hint: `nx deploy services -c ${name}`,
        fault: "environment",
        cause: parsed.error,
      },
    );
  }
  const outputs = parsed.data;
  const all = Object.entries(outputs.serviceArns).map(([key, arn]) => ({
    key,
    arn,
    name: outputs.serviceNames[key] ?? "",
    logGroup: outputs.logGroupNames[key] ?? "",
    url: outputs.urls[key],
  }));
  return { environment, outputs, all };
}

/** The service of a key. @throws StrataError OPTION_INVALID with the nearest key */
export function findService({ all, environment }: DeployedServices, key: string): DeployedService {
  const found = all.find((service) => service.key === key);
  if (found !== undefined) return found;
  const keys = all.map((service) => service.key);
  throw optionInvalid(
    `${environment.name} has no deployed service ${key}${didYouMean(key, keys)}`,
    keys.length === 0 ? `nx deploy services -c ${environment.name}` : `one of: ${keys.join(", ")}`,
  );
}
