import { EngineLeash } from "@strata/engine";
import { StrataError } from "@strata/shared-config";
import type { EngineDoor } from "../engine-door.ts";
import type { RolloutRequest } from "../request.ts";
import { SilenceClock } from "./silence-clock.ts";
import { StepWatch } from "./step-watch.ts";
import type { StopLadder } from "./stop-ladder.ts";

/** How long an engine may stay without any sign of life, in seconds: longer than AWS's slowest resource takes. */
const STEP_TIMEOUT_S = 3600;

/** The slowest thing that an engine asked to end still does: it writes its state to the backend. In seconds. */
const PATIENCE_S = 30;

type Run = Parameters<EngineDoor["run"]>[0];

/**
 * The same engine, each of whose runs ends when the ladder is climbed, and when it gives no sign of life for too long.
 * What it throws then is RUN_STOPPED or STEP_TIMEOUT.
 */
export function watchEngine(door: EngineDoor, ladder: StopLadder, request: RolloutRequest): EngineDoor {
  const limit = request.stepTimeout ?? STEP_TIMEOUT_S;
  return { ...door, run: (run) => runWatched(run, door, ladder, limit) };
}

async function runWatched(
  run: Run,
  door: EngineDoor,
  ladder: StopLadder,
  limit: number,
): ReturnType<EngineDoor["run"]> {
  const leash = new EngineLeash();
  const steps = new StepWatch();
  let silent: StrataError | undefined;
  const clock = new SilenceClock(limit, Math.min(limit / 2, PATIENCE_S), (level) => {
    silent ??= timedOut(run, steps, limit);
    leash.pull(level);
  });
  const unfollow = ladder.follow((level) => leash.pull(level));
  try {
    return await door.run({
      ...run,
      leash,
      onEvent: (event) => {
        clock.heard();
        steps.take(event);
        run.onEvent(event);
      },
    });
  } catch (error) {
    if (silent !== undefined) throw silent;
    throw leash.level === 0 ? error : stopped(run, steps, String(ladder.signal.reason), error);
  } finally {
    unfollow();
    clock.stop();
  }
}

/** A layer whose engine was asked to end, and did. What went wrong besides is told with it. */
function stopped(run: Run, steps: StepWatch, reason: string, cause: unknown): StrataError {
  const cut = steps.underWay;
  const done = `${steps.changed} ${steps.changed === 1 ? "resource was" : "resources were"} changed`;
  const rest = cut.length === 0 ? "the rest was not begun" : `broken off in the middle of ${cut.join(", ")}`;
  return new StrataError("RUN_STOPPED", `stopped: ${reason}; ${done}, ${rest}`, {
    hint: `the same command goes on from there: ${commandOf(run)}`,
    fault: "user",
    cause,
  });
}

function timedOut(run: Run, steps: StepWatch, limit: number): StrataError {
  const urns = steps.underWay;
  const where = urns.length === 0 ? "before its first step" : `at work on ${urns.join(", ")}`;
  return new StrataError(
    "STEP_TIMEOUT",
    `${run.operation} of ${run.layer} gave no sign of life for ${limit} s, ${where}`,
    {
      hint: `look at these resources in the account, then: ${commandOf(run)}   (--step-timeout=<seconds> waits longer)`,
      fault: "environment",
    },
  );
}

function commandOf({ operation, layer, environment }: Run): string {
  return `nx ${operation} ${layer} -c ${environment}`;
}
