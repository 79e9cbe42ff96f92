/*
 * Waits until services are steady, in order: all of them are looked at in one call → those that are steady are done with →
 * one that ECS has given up is noted with its last events and what stopped its last task, and the others are waited for →
 * after the time-out what is left is noted too. ECS goes on by itself whatever becomes of whoever waits.
 */
import { DescribeServicesCommand, DescribeTasksCommand, ListTasksCommand, type Service } from "@aws-sdk/client-ecs";
import type { EcsDoor } from "../ecs-door.ts";
import { nextLook } from "../one-off/await-task.ts";
import { isPrimary, verdictOf, type WantedDeployment } from "./verdict.ts";

/** Services of one DescribeServices. Source: Amazon ECS API Reference. */
const PAGE = 10;

const EVENTS = 5;

/** A service whose deployment is waited for. */
export interface AwaitedService extends WantedDeployment {
  /** Key of the environment's services. */
  readonly key: string;
  readonly arn: string;
  readonly timeoutMinutes: number;
}

/** Who waits. */
export interface SteadyHost {
  /** Told at each look of a service that is not steady yet. */
  readonly notify: (key: string, progress: string) => void;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Waits; rejects when whoever waits is stopped. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A service that did not come up. */
export interface Unsteady {
  readonly key: string;
  readonly reason: string;
  /** Newest first. */
  readonly events: readonly string[];
}

/** @returns the services that did not become steady, in the order given */
export async function awaitSteady(
  services: readonly AwaitedService[],
  door: EcsDoor,
  host: SteadyHost,
): Promise<readonly Unsteady[]> {
  const started = host.now();
  const seen = new Set<string>();
  const unsteady = new Map<string, Unsteady>();
  let left = services;
  for (let looks = 0; left.length > 0; looks++) {
    const found = await describeServices(door, left);
    const still: AwaitedService[] = [];
    for (const wanted of left) {
      const service = found.find(({ serviceArn }) => serviceArn === wanted.arn);
      const late = host.now() - started >= wanted.timeoutMinutes * 60_000;
      if (service !== undefined && isPrimary(service, wanted)) seen.add(wanted.key);
      // By the fourth look ECS has told of an update everywhere.
      const known = seen.has(wanted.key) || looks > 3;
      const verdict = service && verdictOf(service, wanted, known);
      if (verdict?.state === "steady") continue;
      const progress = verdict?.state === "going" ? verdict.progress : "ECS does not know it";
      if (verdict?.state !== "failed" && !late) {
        host.notify(wanted.key, progress);
        still.push(wanted);
        continue;
      }
      const reason =
        verdict?.state === "failed" ? verdict.reason : `not steady after ${wanted.timeoutMinutes} minutes: ${progress}`;
      unsteady.set(wanted.key, { key: wanted.key, ...(await detailsOf(door, wanted, service, reason)) });
    }
    left = still;
    if (left.length > 0) await host.pause(nextLook(looks));
  }
  return services.flatMap(({ key }) => unsteady.get(key) ?? []);
}

/** What ECS knows of services of one cluster. */
export async function describeServices(
  { ecs }: Pick<EcsDoor, "ecs">,
  services: readonly Pick<AwaitedService, "arn">[],
): Promise<readonly Service[]> {
  const found: Service[] = [];
  for (let from = 0; from < services.length; from += PAGE) {
    const page = services.slice(from, from + PAGE).map(({ arn }) => arn);
    const answer = await ecs.send(new DescribeServicesCommand({ cluster: clusterOf(page[0] ?? ""), services: page }));
    found.push(...(answer.services ?? []));
  }
  return found;
}

/** `threa` of `arn:aws:ecs:eu-central-1:123456789012:service/threa/app`. */
export function clusterOf(serviceArn: string): string {
  return serviceArn.split("/").at(-2) ?? "";
}

async function detailsOf({ ecs }: EcsDoor, { arn }: AwaitedService, service: Service | undefined, reason: string) {
  const events = (service?.events ?? []).slice(0, EVENTS).flatMap(({ message }) => message ?? []);
  const cluster = clusterOf(arn);
  const serviceName = arn.slice(arn.lastIndexOf("/") + 1);
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus: "STOPPED" }));
  if (taskArns.length === 0) return { reason, events };
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns.slice(0, 10) }));
  const reasons = tasks.flatMap(({ stoppedReason, containers = [] }) => [
    ...(stoppedReason === undefined ? [] : [stoppedReason]),
    ...containers.flatMap((one) => (one.reason === undefined ? [] : [`${one.name}: ${one.reason}`])),
  ]);
  return { reason, events: [...new Set(reasons.map((one) => `a task stopped: ${one}`)), ...events] };
}
