/*
 * The process that holds a rollout's engines, started by superviseRollout in a session of its own. Order: it waits for its
 * request → runs the rollout, and says over the channel and in the run's folder what happens → says how it ended → ends.
 *
 * It outlives the command that started it. When the channel to that closes (the command was killed, its terminal closed,
 * its CI job cancelled), the rollout is stopped as by the first Ctrl-C. SIGINT and SIGTERM to this process itself are
 * steps of the same ladder.
 */
import { existsSync, renameSync, rmSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { dirname, join } from "node:path";

enableCompileCache();

const { describeError, StrataError } = await import("@strata/shared-config");
const { openEngine } = await import("../engine-door.ts");
const { recordFile, runRollout } = await import("../rollout.ts");
const { EventLog } = await import("./event-log.ts");
const { isOrder, textOfError } = await import("./messages.ts");
const { stopMessage } = await import("./stop-message.ts");
const { StopLadder } = await import("./stop-ladder.ts");
const { watchEngine } = await import("./watched-engine.ts");

type StrataError = import("@strata/shared-config").StrataError;
type RolloutEvent = import("../request.ts").RolloutEvent;
type RolloutRequest = import("../request.ts").RolloutRequest;
type Report = import("./messages.ts").Report;

/** The name of the log in a run's folder. */
const LOG = "supervisor.log";

/** What killed engines still need: the rollout writes down how each layer ended. */
const AFTER_KILL_MS = 15_000;

const ladder = new StopLadder();

process.on("message", (message) => {
  if (!isOrder(message)) return;
  if (message.code === "stop") ladder.climb(message.reason);
  else supervise(message.request, message.log).then(leave);
});
process.on("disconnect", () => ladder.begin("the command that started it ended"));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => ladder.climb(signal));
// This process has no terminal that could be closed.
process.on("SIGHUP", () => undefined);
// An error that belongs to no layer's program. The engines are asked for how the layers end; they must not be lost for it.
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => console.error(describeError(error)));
}

async function supervise(request: RolloutRequest, log: string): Promise<Report> {
  const events = new EventLog((id) => recordFile(request.root, id));
  const notify = (event: RolloutEvent) => {
    try {
      if (event.code === "rollout-started") keepLog(log, recordFile(request.root, event.data.id));
      events.take(event);
    } catch (error) {
      // Thrown here it would end an engine's log, not the run. What cannot be written is no reason to lose an engine.
      console.error(describeError(error));
      ladder.begin("the events cannot be written");
    }
    say({ code: "event", event });
  };
  ladder.follow((level) => {
    const message = stopMessage(level, String(ladder.signal.reason), request.environment);
    notify({ code: "rollout-stopping", data: { level, message } });
    if (level === 3) setTimeout(() => leave({ code: "failed", error: textOfError(killed(request)) }), AFTER_KILL_MS);
  });
  try {
    const host = { notify, now: () => new Date(), signal: ladder.signal };
    const open = async (root: string) => watchEngine(await openEngine(root), ladder, request);
    return { code: "ended", record: await runRollout(request, host, open) };
  } catch (error) {
    console.error(describeError(error));
    return { code: "failed", error: textOfError(error) };
  } finally {
    // Where the run came to have no folder, what is in it has been said as the error.
    rmSync(log, { force: true });
  }
}

/** The log goes into the run's folder; where none could be made, there is none. */
function keepLog(log: string, record: string): void {
  if (existsSync(log)) renameSync(log, join(dirname(record), LOG));
}

/** The error for a rollout that does not come to its end though its engines are killed. */
function killed({ operation, environment }: RolloutRequest): StrataError {
  return new StrataError(
    "RUN_STOPPED",
    `the ${operation} of ${environment} was broken off, and did not end by itself`,
    {
      hint: `nx run-many -t ${operation} -c ${environment}   (it goes on from the state that the engines left)`,
      fault: "user",
    },
  );
}

/** Says something to the command, if it is still there. */
function say(report: Report, said: () => void = () => undefined): void {
  // The callback also gets the error of a command that has just gone; then nobody is left to tell.
  if (process.connected) process.send?.(report, undefined, undefined, said);
  else said();
}

function leave(report: Report): void {
  const code = report.code === "ended" ? (report.record.exitCode ?? 1) : 2;
  say(report, () => process.exit(code));
}
