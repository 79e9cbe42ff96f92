import { type Cloud, factsOf } from "../operations/cloud.ts";
import { text } from "../wire/values.ts";
import { drifted } from "./drift.ts";
import type { Call } from "./target.ts";

/** A service whose last deployment never became healthy. */
export interface UnhealthyDeployment {
  /** ARN of the task definition that was given up. */
  readonly taskDefinition: string;
  /** ARN of the one that ECS went back to; undefined for a first deployment. */
  readonly backTo: string | undefined;
}

/** The services whose last deployment never became healthy: ECS has rolled them back, where there was something before. */
export class UnhealthyServices {
  readonly #cloud: Cloud;
  readonly #before = new Map<string, string | undefined>();
  readonly #deployments = new Map<string, UnhealthyDeployment>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** The last deployment of a service, where it failed. By URN. */
  of(urn: string): UnhealthyDeployment | undefined {
    return this.#deployments.get(urn);
  }

  /** A new deployment begins: what became of the one before is past. */
  begin({ urn, id }: Call): void {
    this.#deployments.delete(urn);
    const row = this.#cloud.account.ofUrn(urn).find((one) => one.id === id);
    this.#before.set(urn, text(row?.outputs.taskDefinition));
  }

  /** It fails: the account's service has the old task definition again, and no engine is told. */
  fail({ urn, type }: Call, id: string): void {
    const { account } = this.#cloud;
    const row = account.ofUrn(urn).find((one) => one.id === id);
    const taskDefinition = text(row?.outputs.taskDefinition);
    if (row === undefined || taskDefinition === undefined) return;
    const backTo = this.#before.get(urn);
    this.#deployments.set(urn, { taskDefinition, backTo });
    if (backTo !== undefined) account.put(drifted(row, { taskDefinition: backTo }, factsOf(this.#cloud, type)));
  }
}
