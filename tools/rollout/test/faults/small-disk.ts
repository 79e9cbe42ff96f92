import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether this user may mount a file system: who may not leaves out what needs one. */
export function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "strata-mount-"));
  try {
    mountMemory(folder, "size=1m")();
    return true;
  } catch {
    // No mount, or no right to: the caller is told by the answer.
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Mounts a file system in memory over a folder, and gives what takes it away again. */
export function mountMemory(folder: string, options: string): () => void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
  return () => void execFileSync("umount", ["-l", folder], { stdio: "ignore" });
}

/** Makes a folder read-only, for root too, and gives what makes it writable again. */
export function makeReadOnly(folder: string): () => void {
  if (process.getuid?.() === 0) return mountMemory(folder, "size=1m,ro");
  chmodSync(folder, 0o555);
  return () => chmodSync(folder, 0o755);
}
