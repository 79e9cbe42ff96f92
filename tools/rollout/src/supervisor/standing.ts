import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { RolloutRecord } from "../record.ts";
import { systemCode } from "../run-folder.ts";

/**
 * How a run stands now. Lost: its record says that it runs, and the process that wrote it is gone. On another machine's
 * word nobody here can say more than the record does.
 */
export type Standing = "running" | "running elsewhere" | "lost" | "over";

/**
 * A process's start is known to a second (the time of the boot is), and a supervisor writes its record after it started.
 * A later process with the same number started after the supervisor had ended.
 */
const START_TOLERANCE_MS = 2000;

/** Clock ticks a second in /proc, the same on every Linux that Node runs on: USER_HZ, see proc(5). */
const TICKS = 100;

/** How the run of a record stands. */
export function standingOf({ status, supervisor, startedAt }: RolloutRecord): Standing {
  if (status !== "running") return "over";
  if (supervisor.host !== hostname()) return "running elsewhere";
  return isProcess(supervisor.pid, Date.parse(startedAt)) ? "running" : "lost";
}

/** Whether the process with a number is one that had started by a time, and not a later one with the same number. */
function isProcess(pid: number, startedBy: number): boolean {
  if (process.platform !== "linux") return isThere(pid);
  const start = startOf(pid);
  return start !== undefined && start <= startedBy + START_TOLERANCE_MS;
}

/** When a process started, in milliseconds since 1970; undefined for one that is gone, or ended and only not yet buried. */
function startOf(pid: number): number | undefined {
  const stat = readProcess(`/proc/${pid}/stat`);
  // The name, the second field, may hold anything; the state is the third, the start the 22nd.
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  if (state === undefined || state === "Z" || state === "X") return undefined;
  const boot = /^btime (\d+)$/m.exec(readProcess("/proc/stat") ?? "")?.[1];
  return Number(boot) * 1000 + (Number(fields[18]) * 1000) / TICKS;
}

function readProcess(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ESRCH") return undefined;
    throw error;
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return systemCode(error) === "EPERM";
  }
}
