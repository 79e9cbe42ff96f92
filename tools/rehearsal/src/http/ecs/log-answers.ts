/*
 * What one-off tasks wrote, as CloudWatch Logs gives it (AWS JSON 1.1): nothing else writes in the simulated cloud.
 * Source: CloudWatch Logs API Reference, GetLogEvents and FilterLogEvents. Everything is one page.
 */
import { MADE_AT } from "../../facts/hash.ts";
import type { Cloud } from "../../operations/cloud.ts";
import { text, type Values } from "../../wire/values.ts";
import { type ApiAnswer, ApiRefusal } from "../api-call.ts";
import { linesOf, type SimulatedTask, type SimulatedTasks } from "./simulated-tasks.ts";

const API = "Logs_20140328.";

interface Line {
  readonly stream: string;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** The answers about what a process's tasks wrote. */
export function logAnswers(tasks: SimulatedTasks): readonly ApiAnswer[] {
  return [
    (cloud, { target, region, body }) => {
      if (target !== `${API}GetLogEvents`) return undefined;
      const all = linesIn(cloud, region, tasks, body.logGroupName).filter(
        ({ stream }) => stream === body.logStreamName,
      );
      if (all.length === 0)
        throw new ApiRefusal("ResourceNotFoundException", "The specified log stream does not exist.");
      const read = body.nextToken === END;
      const lines = read ? [] : all.slice(typeof body.limit === "number" ? -body.limit : 0);
      return {
        events: lines.map(({ message, timestamp }) => ({ message, timestamp, ingestionTime: timestamp })),
        nextForwardToken: END,
        nextBackwardToken: "b/start",
      };
    },
    (cloud, { target, region, body }) => {
      if (target !== `${API}FilterLogEvents`) return undefined;
      const group = body.logGroupName ?? body.logGroupIdentifier;
      const from = typeof body.startTime === "number" ? body.startTime : 0;
      const lines = linesIn(cloud, region, tasks, group).filter(({ timestamp }) => timestamp >= from);
      return {
        events: lines.map(({ stream, message, timestamp }, index) => ({
          logStreamName: stream,
          message,
          timestamp,
          ingestionTime: timestamp,
          eventId: String(index),
        })),
        searchedLogStreams: [],
      };
    },
  ];
}

const END = "f/end";

/** In the order in which their tasks were started. @throws ApiRefusal for a log group that is not there */
function linesIn(cloud: Cloud, region: string, tasks: SimulatedTasks, group: unknown): readonly Line[] {
  const groups = cloud.account.ofType("aws:cloudwatch/logGroup:LogGroup", region);
  if (!groups.some(({ outputs }) => outputs.name === group)) {
    throw new ApiRefusal("ResourceNotFoundException", "The specified log group does not exist.");
  }
  return tasks.all(cloud).flatMap((task) => writtenBy(task, group));
}

function writtenBy(task: SimulatedTask, group: unknown): readonly Line[] {
  const containers: Container[] = JSON.parse(text(task.definition.outputs.containerDefinitions) ?? "[]");
  return containers.flatMap(({ name, logConfiguration: { options = {} } = {} }) => {
    if (options["awslogs-group"] !== group) return [];
    const id = task.arn.slice(task.arn.lastIndexOf("/") + 1);
    const stream = `${options["awslogs-stream-prefix"]}/${name}/${id}`;
    return linesOf(task).map((message, index) => ({ stream, message, timestamp: Date.parse(MADE_AT) + index }));
  });
}

interface Container {
  readonly name: string;
  readonly logConfiguration?: { readonly options?: Values };
}
