import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StrataError } from "@strata/shared-config";
import type { RolloutRecord } from "../record.ts";
import type { RolloutEvent, RolloutRequest } from "../request.ts";
import { runsFolder } from "../rollout.ts";
import { errorOfText, isReport, type Order, type Report } from "./messages.ts";

const PROGRAM = fileURLToPath(new URL("supervise.ts", import.meta.url));

type LastReport = Exclude<Report, { code: "event" }>;

/** A rollout in a supervisor of its own. */
export interface SupervisedRollout {
  /** One step up the ladder of a stop: see stop-ladder.ts. */
  readonly stop: (reason: string) => void;
  /**
   * How the rollout ended, when the supervisor has ended too. Rejects with what `runRollout` throws, and with RUN_LOST
   * when the supervisor ended without a word.
   */
  readonly ended: Promise<RolloutRecord>;
}

/**
 * Runs a rollout in a process that the end of this one does not end: see supervise.ts. It inherits the environment
 * variables of this process; the request goes to it over a channel that nobody else reads.
 *
 * @param notify is told what happens, as it happens
 */
export function superviseRollout(request: RolloutRequest, notify: (event: RolloutEvent) => void): SupervisedRollout {
  const log = join(runsFolder(request.root), `supervisor-${randomUUID()}.log`);
  const child = start(request, log);
  let run: string | undefined;
  const end = new Promise<LastReport | undefined>((resolve, reject) => {
    let last: LastReport | undefined;
    child.on("message", (message) => {
      if (!isReport(message)) return;
      if (message.code !== "event") last = message;
      else {
        if (message.event.code === "rollout-started") run = message.event.data.id;
        notify(message.event);
      }
    });
    child.once("error", reject);
    child.once("disconnect", () => resolve(last));
  });
  const order = (message: Order) => {
    // A supervisor that has just ended is told of nothing; how it ended is told below.
    if (child.connected) child.send(message, () => undefined);
  };
  order({ code: "run", request, log });
  const ended = end.then((report) => {
    const said = takeLog(log);
    if (report?.code === "ended") return report.record;
    throw report === undefined ? lost(request, run, said) : errorOfText(report.error);
  });
  return { stop: (reason) => order({ code: "stop", reason }), ended };
}

/**
 * A shell starts the supervisor and ends at once, so that it is nobody's child: Nx kills whatever descends from it, by the
 * parents' numbers, and a session of its own does not help there. The channel goes through the shell to the supervisor.
 */
function start({ root }: RolloutRequest, log: string): ChildProcess {
  // GitHub's runner kills every process that has this variable when a job ends or is cancelled.
  const { RUNNER_TRACKING_ID, ...inherited } = process.env;
  const output = openLog(root, log);
  try {
    return spawn("/bin/sh", ["-c", '"$0" "$@" &', process.execPath, PROGRAM], {
      cwd: root,
      detached: true,
      stdio: ["ignore", output, output, "ipc"],
      env: { ...inherited, NODE_NO_WARNINGS: "1" },
    });
  } finally {
    if (typeof output === "number") closeSync(output);
  }
}

/** Where no file can be made, the supervisor's own checks say so. */
function openLog(root: string, log: string): number | "ignore" {
  try {
    mkdirSync(runsFolder(root), { recursive: true });
    return openSync(log, "ax", 0o600);
  } catch {
    return "ignore";
  }
}

/** What a supervisor said that never came to have a run's folder. */
function takeLog(log: string): string {
  try {
    return readFileSync(log, "utf8").trim();
  } catch {
    // It lies in the run's folder, or could not be made.
    return "";
  } finally {
    rmSync(log, { force: true });
  }
}

function lost(request: RolloutRequest, run: string | undefined, said: string): StrataError {
  const { operation, environment, root } = request;
  const what = run === undefined ? `before its ${operation} began` : `in the middle of run ${run}`;
  const see = run === undefined ? said : `see ${join(runsFolder(root), "runs", run, "supervisor.log")}`;
  return new StrataError("RUN_LOST", `the supervisor of ${environment} ended ${what}${see ? `\n${see}` : ""}`, {
    hint: `run the same command again: it goes on from the state that the engines left`,
    fault: "environment",
  });
}
