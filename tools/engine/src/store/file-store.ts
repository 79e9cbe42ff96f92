import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { systemCode } from "@strata/shared-config";
import { diskFull, stateUnwritable } from "../state/check-state.ts";
import type { StateStore } from "./state-store.ts";

/** The store of a `file://` backend. */
export function openFileStore(folder: string): StateStore {
  return {
    place: folder,
    read: (key) => readFile(join(folder, key), "utf8").catch(absent),
    list: async (prefix) => {
      const found = await readdir(join(folder, prefix), { recursive: true, withFileTypes: true }).catch(absent);
      const files = (found ?? []).filter((entry) => entry.isFile());
      return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/")).sort();
    },
    write: (key, text) => writeWhole(join(folder, key), text).catch(unwritable(folder)),
    remove: (key) => rm(join(folder, key), { force: true }).catch(unwritable(folder)),
  };
}

async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(draft, text, { flush: true });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

function absent(error: unknown): undefined {
  if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return undefined;
  throw error;
}

function unwritable(folder: string): (error: unknown) => never {
  return (error) => {
    const full = systemCode(error) === "ENOSPC" || systemCode(error) === "EDQUOT";
    throw full ? diskFull(folder, String(systemCode(error)), error) : stateUnwritable(folder, error);
  };
}
