import {
  type CloudWatchLogsClient,
  FilterLogEventsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import { openEcs } from "@strata/ecs";
import { StrataError } from "@strata/shared-config";
import { deployedServices, findService } from "./deployed-services.ts";
import type { OperateHost } from "./operate-host.ts";

/** Between two looks at a log that is followed. FilterLogEvents takes 5 a second. */
const LOOK_MS = 2000;

/** CloudWatch may show a line some seconds after later ones: so much is read again, and what was shown is left out. */
const OVERLAP_MS = 10_000;

/** A line of a service's log. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `<prefix>/<container>/<task id>`. */
  readonly stream: string;
  readonly text: string;
}

/** Which part of a service's log is read. */
export interface LogRequest {
  readonly root: string;
  readonly environment: string;
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Reads on until `pause` rejects. */
  readonly follow: boolean;
}

/**
 * Reads what the tasks of a service have written, oldest first, and its migration with them.
 * @throws StrataError OPTION_INVALID for an unknown service; TASK_MISSING where its log group is gone; what `pause` rejects with
 */
export async function readLogs(
  { root, environment, service, since, follow }: LogRequest,
  host: OperateHost & { readonly line: (line: LogLine) => void },
): Promise<void> {
  const deployed = await deployedServices(root, environment);
  const { logGroup } = findService(deployed, service);
  const door = openEcs(deployed.environment.aws.region);
  const shown = new Map<string, number>();
  try {
    let from = since;
    for (;;) {
      for await (const { id, ...line } of eventsOf(door.logs, logGroup, from)) {
        if (shown.has(id)) continue;
        shown.set(id, line.time);
        host.line(line);
        from = Math.max(from, line.time - OVERLAP_MS);
      }
      if (!follow) return;
      for (const [id, time] of shown) if (time < from) shown.delete(id);
      await host.pause(LOOK_MS);
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new StrataError("TASK_MISSING", `the log group ${logGroup} of ${service} is not there`, {
      hint: `nx deploy services -c ${environment}`,
      fault: "environment",
      cause: error,
    });
  } finally {
    door.close();
  }
}

async function* eventsOf(logs: CloudWatchLogsClient, logGroupName: string, startTime: number) {
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName, startTime, nextToken }));
    for (const { timestamp = 0, logStreamName: stream = "", message = "", eventId } of page.events ?? []) {
      yield { id: eventId ?? `${timestamp} ${stream} ${message}`, time: timestamp, stream, text: message.trimEnd() };
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}
