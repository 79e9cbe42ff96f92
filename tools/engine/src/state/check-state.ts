import { access, constants, statfs } from "node:fs/promises";
import { StrataError } from "@strata/shared-config";

/**
 * What must be free on the disk that holds the state, in bytes. A run keeps the new state beside the old one, a backup
 * and a history entry. 2,000 resources of 2 kB each make 4 MB, four times.
 */
export const STATE_RESERVE = 16 * 1024 * 1024;

/**
 * Refuses a run whose state could not be written, before anything is changed: an engine that meets a full disk half way
 * overwrites the good state by a truncated one.
 *
 * @param folder of the `file://` backend
 * @param reserve in bytes
 * @throws StrataError STATE_UNWRITABLE or DISK_FULL
 */
export async function checkStateFolder(folder: string, reserve = STATE_RESERVE): Promise<void> {
  await access(folder, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw stateUnwritable(folder, cause);
  });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < reserve) throw diskFull(folder, `only ${megabytes(free)} MB are free`);
}

/** The error for a state that cannot be written, with the reason that the system gave. */
export function stateUnwritable(where: string, cause: unknown): StrataError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StrataError("STATE_UNWRITABLE", `the state in ${where} cannot be written: ${reason}`, {
    hint: `ls -ld ${where}   (it must exist, and belong to the user who runs this)`,
    fault: "environment",
    cause,
  });
}

/** The error for a disk without room for the state. */
export function diskFull(where: string, reason: string, cause?: unknown): StrataError {
  return new StrataError("DISK_FULL", `no room for the state in ${where}: ${reason}`, {
    hint: `df -h ${where}   (free at least ${megabytes(STATE_RESERVE)} MB)`,
    fault: "environment",
    cause,
  });
}

/** The error for a run that was ended because the disk filled up under it: its state may have been cut off. */
export function filledUp(
  stack: { readonly layer: string; readonly environment: string },
  folder: string,
  cause: unknown,
): StrataError {
  const { layer, environment } = stack;
  return new StrataError(
    "DISK_FULL",
    `the disk that holds the state filled up in ${layer} of ${environment}: ${folder}`,
    {
      hint: `free some room, then: strata doctor ${environment}`,
      fault: "environment",
      cause,
    },
  );
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
