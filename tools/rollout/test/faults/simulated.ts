import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { parseState } from "@strata/engine/state";
import {
  type AccountRow,
  armFaults,
  forgetStack,
  openWorld,
  readAccount,
  readFaults,
  rehearsalEnvironment,
  startCloud,
  stopCloud,
} from "@strata/rehearsal";
import { systemCode } from "@strata/shared-config";
import type { RolloutRecord } from "../../src/record.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const PROGRAM = join(import.meta.dirname, "roll.ts");

/** Who is killed. An engine without its holder comes to its end by itself. */
export type Victim = "engines" | "holder" | "both";

/** A rollout in a process of its own, which holds its engines. */
export interface Roll {
  /** Ends the engines, the process that holds them, or both, at once and without a word. */
  readonly kill: (victim: Victim) => void;
  readonly ended: Promise<Ended>;
  /** Waits for something to be so, or for the end, whichever comes first. */
  readonly until: (done: () => boolean) => Promise<void>;
}

/** How a rollout ended. */
export interface Ended {
  readonly code: number | null;
  /** What it printed: its record, or its error. */
  readonly out: string;
  readonly err: string;
}

/** A stack's resource. */
export interface Held {
  readonly urn: string;
  readonly id: string;
  readonly leaving: boolean;
}

/** A simulated world in a temporary folder, in which the product's own layers are rolled out. */
export interface Simulated {
  readonly state: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly roll: (operation: string, environment: string, layers?: string, ...settings: readonly string[]) => Roll;
  readonly arm: (...faults: readonly string[]) => Promise<void>;
  readonly account: () => readonly AccountRow[];
  /** Everything that every stack of an environment holds, components and all. */
  readonly held: (environment: string) => readonly Held[];
  readonly pending: (environment: string) => number;
  /** Empties an environment: its state, what is known of it, and its part of the account. */
  readonly forget: (environment: string) => Promise<void>;
  /** Starts the cloud again after its process ended. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openSimulated(): Promise<Simulated> {
  const world = openWorld(await temporaryFolder("faults"));
  const variables = { ...rehearsalEnvironment(world, (await startCloud(world)).port) };
  const stacks = join(world.state, ".pulumi", "stacks");
  const states = (environment: string) =>
    list(stacks)
      .flatMap((layer) => list(join(stacks, layer)).map((file) => join(layer, file)))
      .filter((file) => file.endsWith(`/${environment}.json`))
      .map((file) => parseState(readFileSync(join(stacks, file), "utf8")));
  return {
    state: world.state,
    variables,
    roll: (operation, environment, layers = "all", ...settings) =>
      start([operation, environment, layers, ...settings], variables),
    arm: async (...faults) => {
      await armFaults(world, faults.length === 0 ? undefined : readFaults({ words: faults }));
    },
    account: () => readAccount(world.account),
    held: (environment) =>
      states(environment).flatMap(({ resources }) =>
        resources.flatMap(({ urn, id = "", leaving }) => ({ urn, id, leaving })),
      ),
    pending: (environment) => states(environment).reduce((sum, { pending }) => sum + pending.length, 0),
    forget: async (environment) => {
      rmSync(world.state, { recursive: true, force: true });
      mkdirSync(world.state);
      rmSync(join(world.folder, "work"), { recursive: true, force: true });
      await forgetStack(world, environment);
    },
    restart: async () => {
      Object.assign(variables, rehearsalEnvironment(world, (await startCloud(world)).port));
    },
    close: async () => {
      await stopCloud(world);
    },
  };
}

/** The record that a rollout printed. */
export function recordOf({ out, err }: Ended): RolloutRecord {
  const line = out.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) throw new Error(`no record was printed:\n${out}\n${err}`);
  return JSON.parse(line);
}

function start(words: readonly string[], variables: Readonly<Record<string, string>>): Roll {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...words], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...variables, NODE_NO_WARNINGS: "1" },
  });
  const [out, err] = [said(child.stdout), said(child.stderr)];
  const code = new Promise<number | null>((resolve) => child.once("close", (ended) => resolve(ended)));
  return {
    until: async (done) => {
      const gone = code.then(() => "gone" as const);
      while (!done() && (await Promise.race([gone, setTimeout(20)])) !== "gone");
    },
    kill: (victim) => {
      const engines = childrenOf(child.pid);
      if (victim !== "engines") child.kill("SIGKILL");
      if (victim !== "holder") for (const pid of engines) end(pid);
    },
    ended: Promise.all([code, out, err]).then(([ended, printed, complained]) => ({
      code: ended,
      out: printed,
      err: complained,
    })),
  };
}

/** The processes that a process has started and that still run. Source: proc(5), the fourth field of stat. */
function childrenOf(parent: number | undefined): readonly number[] {
  return list("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === parent)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes(String(systemCode(error)))) return;
    throw error;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (systemCode(error) !== "ESRCH") throw error;
  }
}

function said(stream: ChildProcess["stdout"]): Promise<string> {
  return stream === null ? Promise.resolve("") : text(stream);
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}
