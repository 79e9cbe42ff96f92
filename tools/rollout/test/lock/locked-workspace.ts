import { mkdir, readdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { openFileStore } from "@strata/engine";
import type { EngineDoor } from "../../src/engine-door.ts";
import type { RolloutRequest } from "../../src/request.ts";
import { runRollout } from "../../src/rollout.ts";
import { memoryEngine, recordingHost } from "../recording-host.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { makeWorkspace, SIX } from "../workspace.ts";

/** A workspace of six layers with an engine in memory, whose backend is a folder: so its locks are real. */
export async function makeLockedWorkspace() {
  const root = await makeWorkspace(SIX);
  const backend = await temporaryFolder("backend");
  const engine = memoryEngine();
  const inner = await engine.open();
  /** Called before each layer; a layer waits for what it gives. */
  const hooks: { beforeLayer: (run: { readonly layer: string; readonly environment: string }) => Promise<void> } = {
    beforeLayer: async () => undefined,
  };
  const door: EngineDoor = {
    ...inner,
    store: openFileStore(backend),
    run: async (run) => {
      await hooks.beforeLayer(run);
      return inner.run(run);
    },
  };
  const deploy = (news: Partial<RolloutRequest> = {}, signal?: AbortSignal) => {
    const { host, events } = recordingHost(signal);
    const request = {
      root,
      environment: "threa-prod",
      operation: "deploy",
      layers: "all",
      config: {},
      ...news,
    } as const;
    return Object.assign(
      runRollout(request, host, async () => door),
      { events },
    );
  };
  return { root, backend, deploy, hooks, runs: engine.runs };
}

/** Where a backend keeps an environment's lock. */
export function locksFolder(backend: string, environment = "threa-prod"): string {
  return join(backend, ".strata", "locks", environment);
}

/** The files in a folder, sorted; none where there is none. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

/** Leaves a lock as the engine does. Gives its id. */
export async function leaveStackLock(
  backend: string,
  layer: string,
  owner: { readonly pid: number; readonly hostname?: string; readonly timestamp?: string } | "empty",
  environment = "threa-prod",
): Promise<string> {
  const id = `0b5e1f0e-0000-4000-8000-00000000000${layer.length}`;
  const file = join(stackLocksFolder(backend, layer, environment), `${id}.json`);
  const lock = { username: "ana", hostname: hostname(), timestamp: "2026-11-20T09:00:00Z" };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, owner === "empty" ? "" : JSON.stringify({ ...lock, ...owner }));
  return id;
}

/** Where the engine keeps its locks on a stack. */
export function stackLocksFolder(backend: string, layer: string, environment = "threa-prod"): string {
  return join(backend, ".pulumi", "locks", "organization", layer, environment);
}

/** Something that happens later, when the test says so. */
export function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
