/*
 * After a deploy of services each one has to be steady with the task definition that was rolled out. It is asked each time,
 * also when the engine had nothing to change: what failed to come up last time is not well because nothing is new.
 */
import { setTimeout as pause } from "node:timers/promises";
import { CONTRACTS, type LayerName, loadEnvironment, StrataError } from "@strata/shared-config";
import type { RolloutHost, RolloutRequest } from "../request.ts";

interface Waiting {
  readonly request: Pick<RolloutRequest, "root" | "environment" | "config">;
  readonly host: RolloutHost;
}

const deployedSchema = CONTRACTS.services.pick({ serviceArns: true, taskDefinitionArns: true });

/**
 * Waits for the services of a layer that has some, as far as their settings want it.
 * @throws StrataError SERVICE_UNSTEADY with ECS's reasons; RUN_STOPPED; ACCOUNT_UNREADABLE
 */
export async function awaitServices(
  layer: LayerName,
  outputs: Readonly<Record<string, unknown>>,
  { request, host }: Waiting,
): Promise<void> {
  const deployed = deployedSchema.safeParse(outputs).data;
  if (layer !== "services" || deployed === undefined) return;
  const { root, environment } = request;
  const { aws, services } = loadEnvironment(root, environment, request.config);
  const awaited = Object.entries(deployed.serviceArns).flatMap(([key, arn]) => {
    const { wait, timeoutMinutes } = services[key]?.deployment ?? { wait: false, timeoutMinutes: 0 };
    return wait ? [{ key, arn, timeoutMinutes, taskDefinitionArn: deployed.taskDefinitionArns?.[key] }] : [];
  });
  if (awaited.length === 0) return;
  const { awaitSteady, openEcs, unsteadyError } = await import("@strata/ecs");
  const door = openEcs(aws.region);
  const told = new Map<string, string>();
  try {
    const unsteady = await awaitSteady(awaited, door, {
      now: () => performance.now(),
      pause: (milliseconds) => pause(milliseconds, undefined, { signal: host.signal }),
      notify: (key, progress) => {
        if (told.get(key) === progress) return;
        told.set(key, progress);
        host.notify({ code: "diagnostic", data: { layer, severity: "info", message: `${key}: ${progress}` } });
      },
    });
    if (unsteady.length > 0) throw unsteadyError(environment, unsteady);
  } catch (error) {
    if (error instanceof StrataError) throw error;
    throw host.signal.aborted ? stopped(environment, host.signal) : unreadable(environment, error);
  } finally {
    door.close();
  }
}

function stopped(environment: string, signal: AbortSignal): StrataError {
  return new StrataError("RUN_STOPPED", `stopped: ${String(signal.reason)}; ECS goes on with the services`, {
    hint: `whether they come up: nx deploy services -c ${environment}`,
    fault: "user",
  });
}

function unreadable(environment: string, cause: unknown): StrataError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new StrataError(
    "ACCOUNT_UNREADABLE",
    `the services are deployed; whether they came up is not known: ${reason}`,
    {
      hint: `the role needs ecs:DescribeServices, ecs:ListTasks and ecs:DescribeTasks; then: nx deploy services -c ${environment}`,
      fault: "environment",
      cause,
    },
  );
}
