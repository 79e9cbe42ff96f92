import type { LayerRun } from "@strata/engine";
import { SecretValue, UNKNOWN } from "@strata/shared-config";
import { beforeEach, expect, it, vi } from "vitest";
import type { EngineDoor } from "../src/engine-door.ts";
import type { RolloutRequest } from "../src/request.ts";
import { runRollout } from "../src/rollout.ts";
import { type MemoryEngine, memoryEngine, recordingHost } from "./recording-host.ts";
import { makeWorkspace, SIX } from "./workspace.ts";

beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

/** A rollout on the engine in memory, and what each layer was given of its upstreams, as `layer ← upstream state`. */
async function roll(rest: Partial<RolloutRequest>, memory: MemoryEngine = {}) {
  const root = await makeWorkspace(SIX);
  const engine = memoryEngine(memory);
  const given: string[] = [];
  const values: unknown[] = [];
  const open = async (): Promise<EngineDoor> => {
    const door = await engine.open();
    const run = async (one: LayerRun) => {
      for (const [upstream, { state, outputs }] of one.upstreams ?? []) {
        given.push(`${one.layer} ← ${upstream} ${state}`);
        values.push(outputs);
      }
      const outcome = await door.run(one);
      return one.operation === "preview"
        ? { ...outcome, planned: { id: UNKNOWN, key: new SecretValue("s3cret") } }
        : outcome;
    };
    return { ...door, run };
  };
  const request = { root, environment: "threa-prod", layers: "all", config: {}, concurrency: 1, ...rest } as const;
  const record = await runRollout({ operation: "preview", ...request }, recordingHost().host, open);
  return { given, values, record };
}

it("previews an empty environment, each layer on what the same preview plans for its upstreams", async () => {
  const { given, record } = await roll({});
  expect(record.status).toBe("succeeded");
  expect(given).toEqual([
    "cluster ← network planned",
    "data ← network planned",
    "services ← cluster planned",
    "services ← data planned",
    "services ← network planned",
    "edge ← cluster planned",
    "edge ← services planned",
    "observability ← cluster planned",
    "observability ← data planned",
    "observability ← edge planned",
    "observability ← services planned",
  ]);
});

it("hands a planned secret on in memory, and writes it nowhere", async () => {
  const { values, record } = await roll({ layers: ["network", "data"] });
  expect(values).toEqual([{ id: UNKNOWN, key: expect.any(SecretValue) }]);
  expect(JSON.stringify([values, record])).not.toContain("s3cret");
});

it("reads an upstream that is not in the preview as it is deployed", async () => {
  const { given, values } = await roll({ layers: ["services", "data"] }, { deployed: ["network", "cluster"] });
  expect(given).toEqual([
    "data ← network deployed",
    "services ← cluster deployed",
    "services ← data planned",
    "services ← network deployed",
  ]);
  expect(values[0]).toEqual({ id: "network" });
});

it("skips the dependents of a layer whose preview fails, with its name", async () => {
  const { record } = await roll({}, { failing: { data: new Error("no such size") } });
  expect(record.layers.map(({ layer, status, cause }) => `${layer} ${status} ${cause}`)).toEqual([
    "network succeeded null",
    "cluster succeeded null",
    "data failed null",
    "services skipped data",
    "edge skipped data",
    "observability skipped data",
  ]);
});

it("gives a deploy nothing but what is deployed", async () => {
  const { given } = await roll({ operation: "deploy" });
  expect(given.filter((line) => !line.endsWith("deployed"))).toEqual([]);
});
