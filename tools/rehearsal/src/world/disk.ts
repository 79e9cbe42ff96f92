import { statfsSync } from "node:fs";
import { StrataError, systemCode } from "@strata/shared-config";

/** Less than this is refused before anything starts: an engine that fills a disk damages its state. */
const NEEDED_BYTES = 64 * 1024 * 1024;

/**
 * A failed write as the error that it is.
 * @returns DISK_FULL or STATE_UNWRITABLE; any other error as it came.
 */
export function diskError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new StrataError("DISK_FULL", `no space is left to write ${path}`, {
      hint: "free some space and run the same command again",
      fault: "environment",
      cause: error,
    });
  }
  // ENOENT is what Node's recursive mkdir says of a read-only file system.
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOENT"].includes(code)) {
    return new StrataError("STATE_UNWRITABLE", `${path} cannot be written (${code})`, {
      hint: "make the folder writable for this user, or clone the repository where it is",
      fault: "environment",
      cause: error,
    });
  }
  return error;
}

/** Refuses to start with less than 64 MB free where `path` lies. @throws DISK_FULL */
export function requireSpace(path: string, neededBytes: number = NEEDED_BYTES): void {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  if (free >= neededBytes) return;
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
  throw new StrataError(
    "DISK_FULL",
    `${path} has ${megabytes(free)} MB free; ${megabytes(neededBytes)} MB are needed`,
    {
      hint: "free some space and run the same command again",
      fault: "environment",
    },
  );
}
