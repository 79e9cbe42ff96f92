import type { SetupContext, SetupStep } from "@strata/setup";
import { describeError, StrataError } from "@strata/shared-config";
import { EXIT } from "../context.ts";
import type { Terminal } from "../terminal.ts";
import { columnsOf } from "./decide.ts";
import { elapsed, setupProgress } from "./setup-progress.ts";
import { recordSetup, reportText, type StepOutcome } from "./setup-report.ts";
import type { Switchboard } from "./switchboard.ts";

/** How a run tells what happens: to a person, or as a JSON line for each event. */
export interface Telling {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly switchboard: Switchboard;
}

/**
 * Does the steps, and tells what became of them.
 * @returns the exit code
 */
export async function runSteps(steps: readonly SetupStep[], context: SetupContext, telling: Telling): Promise<number> {
  const { terminal, json, switchboard } = telling;
  const { now } = context.host;
  const { runSetup } = await import("@strata/setup");
  const start = now();
  const record = recordSetup(steps, now);
  const progress = setupProgress(terminal, now, steps.length);
  switchboard.listen((event) => {
    record.notify(event);
    if (json) terminal.out(JSON.stringify(event));
    else progress.notify(event);
  });
  switchboard.onStop(() => progress.note("stopping at the next safe point; Ctrl-C again ends at once"));
  try {
    await runSetup(steps, context);
    progress.end();
    const lines = report(context.environment, record.outcomes(), elapsed(start, now()), telling);
    for (const line of lines) terminal.err(line);
    return EXIT.fine;
  } catch (error) {
    progress.end();
    for (const line of failure(error, context.environment, record.outcomes(), terminal)) terminal.err(line);
    const stopped = error instanceof StrataError && error.code === "RUN_STOPPED" && context.host.signal.aborted;
    return stopped ? EXIT.interrupted : EXIT.findings;
  }
}

function report(
  environment: string,
  outcomes: readonly StepOutcome[],
  time: string,
  telling: Telling,
): readonly string[] {
  const { terminal, json } = telling;
  const changed = outcomes.filter(({ status }) => status === "changed").length;
  const end = `${environment} is set up, ${time}: ${changed} of ${outcomes.length} steps changed something`;
  return json ? [end] : [...reportText(outcomes, columnsOf(terminal), terminal.paint), end];
}

/** What is wrong and what to do, which steps are done, and that the next run goes on. */
function failure(
  error: unknown,
  environment: string,
  outcomes: readonly StepOutcome[],
  { paint }: Terminal,
): readonly string[] {
  const done = outcomes.filter(({ status }) => status === "changed" || status === "kept").map(({ title }) => title);
  const halted = outcomes.find(({ status }) => status === "failed" || status === "stopped");
  return [
    paint.red(describeError(error)),
    done.length === 0 ? "no step is done" : `done: ${done.join(", ")}`,
    `strata setup ${environment} goes on${halted === undefined ? "" : ` with: ${halted.title}`}`,
  ];
}
