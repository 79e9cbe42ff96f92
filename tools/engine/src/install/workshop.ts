import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { lifeOf } from "@strata/shared-config/process";

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
    if (owner !== undefined && lifeOf(Number(owner), "") === "gone")
      await rm(join(parent, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(parent, `.installing-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
