import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { EngineWorkspace } from "../../rollout/test/engine-workspace.ts";

const NX = join(import.meta.dirname, "..", "..", "..", "node_modules", "nx", "dist", "bin", "nx.js");

/** What a run of Nx printed on both of its channels, and how it ended: -1 for one that a signal ended. */
export interface NxRun {
  readonly code: number;
  readonly text: string;
}

/** Runs Nx in a workspace, without daemon, cloud or colours, and with our plugin in its own process: 1 s less a run. */
export function nx(workspace: EngineWorkspace, ...args: readonly string[]): Promise<NxRun> {
  return startNx(workspace, ...args).ended;
}

/** Starts Nx in a process group of its own, as a shell does, so that a signal can go to all that would get a Ctrl-C. */
export function startNx({ root, variables }: EngineWorkspace, ...args: readonly string[]) {
  const settings = {
    NX_DAEMON: "false",
    NX_ISOLATE_PLUGINS: "false",
    NX_TUI: "false",
    NX_NO_CLOUD: "true",
    CI: "true",
    FORCE_COLOR: "0",
  };
  const { VITEST, NODE_OPTIONS, ...outside } = process.env;
  const child: ChildProcess = spawn(process.execPath, [NX, ...args], {
    cwd: root,
    env: { ...outside, ...settings, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<NxRun>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, text: `${stdout}\n${stderr}` }));
  });
  return { pid: child.pid ?? 0, ended };
}
