import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { systemCode } from "./system-code.ts";

/** Whether a process still runs; `perhaps` where the system cannot tell it from a later one with the same number. */
export type Life = "alive" | "gone" | "perhaps";

/**
 * Whether a process of this machine still runs.
 *
 * @param start what `processStart` said of it; empty where nobody wrote that down
 */
export function lifeOf(pid: number, start: string): Life {
  const stat = statOf(pid);
  if (stat !== undefined) {
    // A zombie has ended, and only waits for its parent to ask.
    if (stat.state === "Z" || stat.state === "X") return "gone";
    if (start === "") return "perhaps";
    return stat.start === start ? "alive" : "gone";
  }
  return answers(pid) ? "perhaps" : "gone";
}

/** When a process was started, as the system counts: tells it from a later one with its number. Empty if unknown. */
export function processStart(pid: number): string {
  return statOf(pid)?.start ?? "";
}

/** The words that a process was started with, and its own short name; undefined where the system does not show them. */
export function processWords(pid: number): string | undefined {
  try {
    return `${readFileSync(`/proc/${pid}/comm`, "utf8")} ${readFileSync(`/proc/${pid}/cmdline`, "utf8")}`;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/**
 * What two processes share that may look at each other's numbers: one start of one system, and one numbering of its
 * processes. Containers often have the same host name, and always another numbering. The host's name where the system
 * shows neither.
 */
export function machineId(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}/${readlinkSync("/proc/self/ns/pid")}`;
  } catch (error) {
    if (isAbsent(error)) return hostname();
    throw error;
  }
}

/** From /proc/<pid>/stat (proc(5)): field 3 is the state, field 22 the ticks from boot to the start. */
function statOf(pid: number): { readonly state: string; readonly start: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name, in brackets, and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", start: fields[19] ?? "" };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (systemCode(error) === "ESRCH") return false;
    if (systemCode(error) === "EPERM") return true;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ESRCH", "EACCES", "EPERM", "ENOTDIR"].includes(String(systemCode(error)));
}
