import {
  type CloudWatchLogsClient,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import type { TaskDefinition } from "@aws-sdk/client-ecs";

/** Where a container of one task writes. */
export interface LogPlace {
  readonly group: string;
  readonly stream: string;
}

/**
 * Where a container of a task writes; undefined where its log goes elsewhere than to CloudWatch.
 * Source: Amazon ECS Developer Guide, "awslogs log driver options": `<prefix>/<container>/<task id>`.
 */
export function logPlaceOf(
  definition: TaskDefinition | undefined,
  container: string,
  taskArn: string,
): LogPlace | undefined {
  const found = definition?.containerDefinitions?.find(({ name }) => name === container);
  const options = found?.logConfiguration?.options ?? {};
  const { "awslogs-group": group, "awslogs-stream-prefix": prefix } = options;
  if (group === undefined || prefix === undefined) return undefined;
  return { group, stream: `${prefix}/${container}/${taskArn.slice(taskArn.lastIndexOf("/") + 1)}` };
}

/** The last lines of a stream, oldest first; none while nothing was written. @throws what the API refuses */
export async function lastLines(
  logs: CloudWatchLogsClient,
  { group, stream }: LogPlace,
  count: number,
): Promise<readonly string[]> {
  const { lines } = await page(logs, { logGroupName: group, logStreamName: stream, limit: count });
  return lines;
}

/** Reads a stream from its beginning on, each line once. */
export class StreamReader {
  readonly #logs: CloudWatchLogsClient;
  readonly #place: LogPlace;
  #next: string | undefined;

  constructor(logs: CloudWatchLogsClient, place: LogPlace) {
    this.#logs = logs;
    this.#place = place;
  }

  /** What was written since the last time. */
  async read(): Promise<readonly string[]> {
    const all: string[] = [];
    for (;;) {
      const { lines, next } = await page(this.#logs, {
        logGroupName: this.#place.group,
        logStreamName: this.#place.stream,
        startFromHead: true,
        ...(this.#next === undefined ? {} : { nextToken: this.#next }),
      });
      all.push(...lines);
      // At the end of a stream the token is the same again. Source: CloudWatch Logs API Reference, GetLogEvents.
      if (next === undefined || next === this.#next) return all;
      this.#next = next;
    }
  }
}

async function page(
  logs: CloudWatchLogsClient,
  input: GetLogEventsCommandInput,
): Promise<{ readonly lines: readonly string[]; readonly next: string | undefined }> {
  try {
    const { events = [], nextForwardToken: next } = await logs.send(new GetLogEventsCommand(input));
    return { lines: events.flatMap(({ message }) => message ?? []), next };
  } catch (error) {
    // A stream comes to exist with its first line.
    if (error instanceof ResourceNotFoundException) return { lines: [], next: undefined };
    throw error;
  }
}
