import { readFile, statfs } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Examiner, Finding } from "./finding.ts";
import { missingPrograms, PROGRAMS, versionOf } from "./programs.ts";

/** A rehearsal and the packages take 4 GB at first; a deploy writes little beside that. */
const ROOM_FOR_WORK = 1024 ** 3;
/** Below it not even a state can be written: see check-state.ts of tools/engine. */
const ROOM_FOR_STATE = 64 * 1024 ** 2;

const BRINGS_IT = 'npm start once, then: eval "$(npm run -s path)"';

/** Node and pnpm of this shell, what else is installed, and the room on the disk. */
export const machineExaminer: Examiner = {
  area: "machine",
  examine: async ({ root, variables: { PATH } }) => {
    const node = nodeFinding(process.versions.node, (await readFile(join(root, ".node-version"), "utf8")).trim());
    const wanted = await wantedPnpm(root);
    const pnpm = pnpmFinding(await versionOf("pnpm", ["--version"], PATH), wanted);
    const { bavail, bsize } = await statfs(root);
    return [...node, ...pnpm, ...(await missingPrograms(PROGRAMS, PATH)), ...roomFinding(bavail * bsize, root)];
  },
};

type Findings = readonly Omit<Finding, "area">[];

/** @param found and wanted versions such as 22.23.3; another patch is fine */
export function nodeFinding(found: string, wanted: string): Findings {
  if (majorOf(found) === majorOf(wanted)) return [];
  const older = majorOf(found) < majorOf(wanted);
  const message = `Node is ${found}, and the repository is tested with ${wanted}`;
  return [{ level: older ? "error" : "warning", message, hint: BRINGS_IT }];
}

/** @param found what pnpm says of itself; undefined where there is none */
export function pnpmFinding(found: string | undefined, wanted: string): Findings {
  if (found !== undefined && majorOf(found) === majorOf(wanted)) return [];
  const message = found === undefined ? `there is no pnpm ${wanted} on PATH` : `pnpm is ${found}, not ${wanted}`;
  return [{ level: "warning", message, hint: BRINGS_IT }];
}

/** @param free bytes that this user may still write */
export function roomFinding(free: number, folder: string): Findings {
  if (free >= ROOM_FOR_WORK) return [];
  const message = `only ${Math.floor(free / 1024 ** 2)} MB are free on the disk of ${folder}`;
  const hint = `df -h ${folder}   (a rehearsal takes 1 GB; old ones are below .strata/)`;
  return [{ level: free < ROOM_FOR_STATE ? "error" : "warning", message, hint }];
}

async function wantedPnpm(root: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const { packageManager } = z.object({ packageManager: z.string().regex(/^pnpm@/) }).parse(manifest);
  return packageManager.slice("pnpm@".length).split("+")[0] ?? "";
}

function majorOf(version: string): number {
  return Number(version.split(".")[0]);
}
