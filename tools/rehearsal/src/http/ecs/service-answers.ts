/*
 * The calls of ECS's API about services (AWS JSON 1.1): what the account has, each with one deployment that is complete, or
 * what a fault made of it. Source: Amazon ECS API Reference, DescribeServices, UpdateService.
 */
import type { AccountRow } from "../../account/account.ts";
import type { Faults } from "../../faults/faults.ts";
import type { Cloud } from "../../operations/cloud.ts";
import { text, type Values } from "../../wire/values.ts";
import { type ApiAnswer, ApiRefusal } from "../api-call.ts";

const API = "AmazonEC2ContainerServiceV20141113.";

/** The answers about the account's services. */
export function serviceAnswers(faults: Pick<Faults, "unhealthy">): readonly ApiAnswer[] {
  return [
    (cloud, { target, region, body }) => {
      if (target !== `${API}DescribeServices`) return undefined;
      const names = Array.isArray(body.services) ? body.services.map(String) : [];
      const found = names.flatMap((name) => serviceOf(cloud, region, name) ?? []);
      const missing = names.filter((name) => serviceOf(cloud, region, name) === undefined);
      return {
        services: found.map((row) => described(row, faults)),
        failures: missing.map((arn) => ({ arn, reason: "MISSING" })),
      };
    },
    (cloud, { target, region, body }) => {
      if (target !== `${API}UpdateService`) return undefined;
      const row = serviceOf(cloud, region, String(body.service));
      if (row === undefined) throw new ApiRefusal("ServiceNotFoundException", "Service not found.");
      return { service: described(row, faults) };
    },
  ];
}

function serviceOf({ account }: Cloud, region: string, name: string): AccountRow | undefined {
  return account
    .ofType("aws:ecs/service:Service", region)
    .find(({ id, outputs }) => id === name || outputs.name === name);
}

function described(row: AccountRow, faults: Pick<Faults, "unhealthy">): Values {
  const { id, outputs } = row;
  const desired = outputs.desiredCount ?? 0;
  const failed = faults.unhealthy.of(row.urn);
  const first = failed !== undefined && failed.backTo === undefined;
  const taskDefinition = text(outputs.taskDefinition) ?? "";
  const primary = {
    id: "ecs-svc/1",
    status: "PRIMARY",
    taskDefinition,
    desiredCount: desired,
    runningCount: first ? 0 : desired,
    rolloutState: first ? "FAILED" : "COMPLETED",
    rolloutStateReason: first ? GIVEN_UP : "ECS deployment ecs-svc/1 completed.",
  };
  const given = { id: "ecs-svc/2", status: "ACTIVE", desiredCount: desired, runningCount: 0, rolloutState: "FAILED" };
  return {
    serviceArn: id,
    serviceName: text(outputs.name) ?? "",
    clusterArn: text(outputs.cluster) ?? "",
    status: "ACTIVE",
    taskDefinition,
    desiredCount: desired,
    runningCount: primary.runningCount,
    pendingCount: 0,
    enableExecuteCommand: outputs.enableExecuteCommand ?? false,
    deployments: [
      primary,
      ...(failed === undefined || first
        ? []
        : [{ ...given, taskDefinition: failed.taskDefinition, rolloutStateReason: GIVEN_UP }]),
    ],
    events:
      failed === undefined
        ? []
        : [{ id: "1", message: `(service ${text(outputs.name) ?? ""}) deployment failed: tasks failed to start.` }],
  };
}

/** Source: Amazon ECS Developer Guide, "Amazon ECS service deployment state change events". */
const GIVEN_UP = "ECS deployment circuit breaker: tasks failed to start.";
