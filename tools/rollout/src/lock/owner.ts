import { hostname, userInfo } from "node:os";
import { systemCode, valueAt } from "@strata/shared-config";
import { type Life, lifeOf, machineId, processStart } from "@strata/shared-config/process";

/** Who holds an environment's lock, in its own words. */
export interface Owner {
  readonly user: string;
  readonly host: string;
  /** Two owners of one machine may look at each other's process: see `machineId`. */
  readonly machine: string;
  readonly pid: number;
  /** When its process was started, as the system counts: tells it from a later one with the same number. */
  readonly process: string;
  /** What it does: `deploy of network, data`. */
  readonly command: string;
  /** ISO 8601, by its own clock: shown, and never compared with another clock. */
  readonly startedAt: string;
}

/** This process as an owner. */
export function thisOwner(command: string, now: Date): Owner {
  return {
    user: userName(),
    host: hostname(),
    machine: machineId(),
    pid: process.pid,
    process: processStart(process.pid),
    command,
    startedAt: now.toISOString(),
  };
}

/** Whether an owner still runs, as far as this machine can see: `elsewhere` for one of another machine. */
export function sightOf(owner: Owner): Life | "elsewhere" {
  return owner.machine === machineId() ? lifeOf(owner.pid, owner.process) : "elsewhere";
}

/** The owner that a lock's text names; undefined where the text says nothing that can be read. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isOwner(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const TEXTS = ["user", "host", "machine", "process", "command", "startedAt"];

function isOwner(value: unknown): value is Owner {
  return typeof valueAt(value, ["pid"]) === "number" && TEXTS.every((key) => typeof valueAt(value, [key]) === "string");
}

function userName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    // A container may run under a number that no user has.
    if (systemCode(error) !== undefined) return String(process.getuid?.() ?? "unknown");
    throw error;
  }
}
