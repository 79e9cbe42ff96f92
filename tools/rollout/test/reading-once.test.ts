import { expect, it, vi } from "vitest";
import { readingOnce } from "../src/engine-door.ts";
import { runRollout } from "../src/rollout.ts";
import { memoryEngine, recordingHost } from "./recording-host.ts";
import { makeWorkspace, SIX } from "./workspace.ts";

it("reads each stack once for all that is looked at before a destroy", async () => {
  vi.stubEnv("STRATA_REHEARSAL", undefined);
  const root = await makeWorkspace(SIX);
  const door = await memoryEngine({ deployed: ["network", "data"] }).open();
  const { host, events } = recordingHost();
  const reads: string[] = [];
  const readStack: typeof door.readStack = (layer, environment) => {
    if (!events.some(({ code }) => code === "layer-started")) reads.push(layer);
    return door.readStack(layer, environment);
  };
  const request = { root, environment: "threa-prod", operation: "destroy", layers: "all", config: {} } as const;
  const open = async () => ({ ...door, readStack });
  expect((await runRollout(request, host, open)).status).toBe("succeeded");
  expect(reads.sort()).toEqual(["cluster", "data", "edge", "network", "observability", "services"]);
  vi.unstubAllEnvs();
});

it("keeps the stacks of two environments apart", async () => {
  const door = await memoryEngine().open();
  const readStack = vi.fn(door.readStack);
  const once = readingOnce({ ...door, readStack });
  for (const environment of ["threa-prod", "threa-dev", "threa-prod"]) await once.readStack("network", environment);
  expect(readStack.mock.calls.map(([, environment]) => environment)).toEqual(["threa-prod", "threa-dev"]);
});
