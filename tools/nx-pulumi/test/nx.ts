import { execFile } from "node:child_process";
import { join } from "node:path";
import type { EngineWorkspace } from "../../rollout/test/engine-workspace.ts";

const NX = join(import.meta.dirname, "..", "..", "..", "node_modules", "nx", "dist", "bin", "nx.js");

/** What a run of Nx printed on both of its channels, and how it ended. */
export interface NxRun {
  readonly code: number;
  readonly text: string;
}

/** Runs Nx in a workspace, without daemon, cloud or colours. */
export function nx({ root, variables }: EngineWorkspace, ...args: readonly string[]): Promise<NxRun> {
  const settings = { NX_DAEMON: "false", NX_TUI: "false", NX_NO_CLOUD: "true", CI: "true", FORCE_COLOR: "0" };
  const { VITEST, NODE_OPTIONS, ...outside } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [NX, ...args],
      { cwd: root, env: { ...outside, ...settings, ...variables }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ code, text: `${stdout}\n${stderr}` });
      },
    );
  });
}
