import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Gives an installation a folder of its own beside the place that it is for, and removes it afterwards; also what
 * installations that were killed have left there. Two that run at once do not disturb each other.
 *
 * @param parent on the disk that the result is for, so that it can be moved there at once
 */
export async function inWorkshop<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const owner = /^\.installing-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) await rm(join(parent, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(parent, `.installing-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process of another user is alive as well.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
