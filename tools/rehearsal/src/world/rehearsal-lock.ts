import { StrataError } from "@strata/shared-config";
import { type HeldLock, takeLock } from "./owner.ts";
import type { World } from "./world.ts";

/**
 * Makes this process the only one that rehearses in the world. Release it at the end; a process that dies leaves a lock
 * that the next one takes over.
 * @throws REHEARSAL_RUNNING when another process rehearses; STATE_UNWRITABLE, DISK_FULL
 */
export function lockRehearsal(world: World, command: string = process.argv.slice(2).join(" ")): HeldLock {
  const lock = takeLock(world.lock, command);
  if ("release" in lock) return lock;
  const since = `process ${lock.pid} since ${lock.startedAt}`;
  throw new StrataError("REHEARSAL_RUNNING", `a rehearsal runs already: ${lock.command || "strata"} (${since})`, {
    hint: `wait until it ends, or stop it: kill -INT ${lock.pid}`,
    fault: "user",
  });
}
