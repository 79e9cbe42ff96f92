import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RolloutRequest } from "../src/request.ts";
import { runRollout } from "../src/rollout.ts";
import { memoryEngine, recordingHost } from "./recording-host.ts";
import { makeWorkspace, put, SIX } from "./workspace.ts";

beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

const request = (root: string, rest: Partial<RolloutRequest> = {}): RolloutRequest => ({
  root,
  environment: "threa-prod",
  operation: "deploy",
  layers: "all",
  config: {},
  concurrency: 1,
  ...rest,
});

describe("a rollout", () => {
  it("runs every layer in order, tells its host, and leaves the same record on disk", async () => {
    const root = await makeWorkspace(SIX);
    const { host, events } = recordingHost();
    const engine = memoryEngine();
    const record = await runRollout(request(root, { config: { "services.app.memory": "1024" } }), host, engine.open);

    const order = ["network", "cluster", "data", "services", "edge", "observability"];
    expect(engine.runs).toEqual(order.map((layer) => `deploy ${layer}`));
    expect(engine.configs[0]).toEqual({ "strata:services.app.memory": "1024" });
    expect(record).toMatchObject({ id: "2026-11-20T12-00-01-000Z", status: "succeeded", rehearsal: false });
    expect(record.layers[0]).toEqual({
      layer: "network",
      status: "succeeded",
      reason: null,
      cause: null,
      error: null,
      changes: { create: 2, update: 0, replace: 0, delete: 0, same: 0 },
      resources: 2,
      startedAt: "2026-11-20T12:00:02.000Z",
      finishedAt: "2026-11-20T12:00:03.000Z",
      durationMs: 1000,
      outputs: { id: "network" },
      consumed: [],
      losses: [],
      diagnostics: [],
      notes: [],
    });
    const file = join(root, ".strata", "runs", record.id, "record.json");
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ $schema: "urn:strata:rollout-record:2", ...record });
    expect(events[0]).toMatchObject({ code: "rollout-started", data: { id: record.id, layers: order } });
    expect(events.at(-1)).toEqual({ code: "rollout-finished", data: { record, file } });
  });

  it("goes on with others after a failure, and skips its dependents with its name", async () => {
    const root = await makeWorkspace(SIX);
    const cause = new StrataError("ENGINE_FAILED", "no quota", { hint: "ask for more", fault: "environment" });
    const engine = memoryEngine({ failing: { cluster: cause } });
    const record = await runRollout(request(root), recordingHost().host, engine.open);
    expect(record.status).toBe("failed");
    expect(record.layers.map(({ layer, status, reason }) => `${layer} ${status} ${reason}`)).toEqual([
      "network succeeded null",
      "cluster failed no quota",
      "data succeeded null",
      "services skipped cluster failed",
      "edge skipped cluster failed",
      "observability skipped cluster failed",
    ]);
    expect(record.layers[1]?.error).toEqual({ code: "ENGINE_FAILED", hint: "ask for more" });
  });

  it("destroys in the exact reverse order", async () => {
    const root = await makeWorkspace(SIX);
    const engine = memoryEngine();
    await runRollout(request(root), recordingHost().host, engine.open);
    const deployed = engine.runs.splice(0).map((run) => run.replace("deploy", "destroy"));
    await runRollout(request(root, { operation: "destroy" }), recordingHost().host, engine.open);
    expect(engine.runs).toEqual(deployed.toReversed());
    expect(engine.there.size).toBe(0);
  });

  it("is stopped, not failed, when a signal came and every layer that ran succeeded", async () => {
    const root = await makeWorkspace(SIX);
    const stop = new AbortController();
    const { host } = recordingHost(stop.signal);
    const notify: typeof host.notify = (event) => {
      if (event.code === "layer-finished" && event.data.layer === "network") stop.abort("SIGTERM");
    };
    const record = await runRollout(request(root), { ...host, notify }, memoryEngine().open);
    expect(record.status).toBe("stopped");
    expect(record.layers.slice(0, 2).map(({ reason }) => reason)).toEqual([null, "stopped: SIGTERM"]);
  });
});

describe("is refused before any engine runs and any record is made:", () => {
  const refused = async (root: string, rest: Partial<RolloutRequest>, deployed: Parameters<typeof memoryEngine>[0]) => {
    const engine = memoryEngine(deployed);
    const error: unknown = await runRollout(request(root, rest), recordingHost().host, engine.open).catch((e) => e);
    expect(engine.runs).toEqual([]);
    expect(await readdir(join(root, ".strata", "runs")).catch(() => [])).toEqual([]);
    expect(error).toBeInstanceOf(StrataError);
    return error instanceof StrataError ? { code: error.code, message: error.message, hint: error.hint } : {};
  };

  it("an unknown environment, with the nearest name", async () => {
    const error = await refused(await makeWorkspace(SIX), { environment: "threa-prd" }, {});
    expect(error).toMatchObject({ code: "ENVIRONMENT_UNKNOWN" });
    expect(error.message).toContain("threa-prod");
  });

  it("a setting that is out of range", async () => {
    const error = await refused(await makeWorkspace(SIX), { config: { "network.zones": "99" } }, {});
    expect(error).toMatchObject({ code: "ENVIRONMENT_INVALID" });
  });

  it("a layer that the workspace does not have", async () => {
    const error = await refused(await makeWorkspace({ network: [] }), { layers: ["edge"] }, {});
    expect(error).toMatchObject({ code: "LAYER_UNKNOWN", hint: "the layers are network" });
  });

  it("one layer whose upstream is neither deployed nor taking part", async () => {
    const root = await makeWorkspace(SIX);
    expect(await refused(root, { layers: ["services"] }, { deployed: ["network", "data"] })).toEqual({
      code: "UPSTREAM_NOT_DEPLOYED",
      message: "services needs cluster, which has no stack threa-prod",
      hint: "nx deploy cluster -c threa-prod",
    });
  });

  it("several missing upstreams, with one command for all of them in order", async () => {
    expect(await refused(await makeWorkspace(SIX), { layers: ["services"] }, {})).toEqual({
      code: "UPSTREAM_NOT_DEPLOYED",
      message: "services needs cluster and data and network, which have no stack threa-prod",
      hint: "nx run-many -t deploy -p network,cluster,data -c threa-prod",
    });
  });

  it("a destroy under layers that stay, naming each", async () => {
    const root = await makeWorkspace(SIX);
    const deployed = ["network", "data", "cluster", "services"] as const;
    expect(await refused(root, { operation: "destroy", layers: ["network", "data"] }, { deployed })).toEqual({
      code: "DEPENDENTS_DEPLOYED",
      message: "data of threa-prod carries services, still deployed: destroying it would break them",
      hint: "nx run-many -t destroy -p services,data -c threa-prod",
    });
  });

  it("a destroy of what is protected, naming each resource and the way to opt out, before anything is gone", async () => {
    const root = await makeWorkspace(SIX);
    const deployed = ["network", "data"] as const;
    const guarded = { data: ["aws:rds/instance:Instance postgres"] };
    const { code, message, hint } = await refused(root, { operation: "destroy" }, { deployed, guarded });
    expect(code).toBe("RESOURCE_PROTECTED");
    expect(message).toBe("threa-prod has resources that are protected\n  data: aws:rds/instance:Instance postgres");
    expect(hint).toMatch(/data\.unprotected: true .*nx deploy data -c threa-prod, then: nx run-many -t destroy/);
  });

  it("a graph with a broken layer, unless neither the layer nor what it consumes takes part", async () => {
    const root = await makeWorkspace(SIX);
    await put(root, "stacks/edge/Pulumi.yaml", "name: [");
    expect(await refused(root, {}, {})).toMatchObject({ code: "LAYER_FILE_INVALID" });
    expect(await refused(root, { layers: ["network"], operation: "destroy" }, {})).toMatchObject({
      code: "LAYER_FILE_INVALID",
    });
    const record = await runRollout(request(root, { layers: ["network"] }), recordingHost().host, memoryEngine().open);
    expect(record.status).toBe("succeeded");
  });

  it.each([0, -1, 1.5, Number.NaN])(
    "a concurrency of %s, with which no layer would ever start",
    async (concurrency) => {
      expect(await refused(await makeWorkspace(SIX), { concurrency }, {})).toMatchObject({ code: "OPTION_INVALID" });
    },
  );

  it("a mixture of simulated providers and real state", async () => {
    const root = await makeWorkspace(SIX);
    vi.stubEnv("PULUMI_DEBUG_PROVIDERS", "aws:1");
    expect(await refused(root, {}, {})).toMatchObject({ code: "REHEARSAL_UNSAFE" });
    vi.stubEnv("STRATA_REHEARSAL", join(root, ".strata", "rehearsal"));
    vi.stubEnv("PULUMI_BACKEND_URL", `file://${root}/elsewhere`);
    expect(await refused(root, {}, {})).toMatchObject({ code: "REHEARSAL_UNSAFE" });
  });

  it.each(["state-is-a-file", "not-there"])("a state folder that cannot be written: %s", async (folder) => {
    const root = await makeWorkspace(SIX, { "state-is-a-file": "" });
    vi.stubEnv("PULUMI_BACKEND_URL", `file://${root}/${folder}`);
    expect(await refused(root, {}, {})).toMatchObject({ code: "STATE_UNWRITABLE" });
  });
});

it("keeps the records of a rehearsal with the rehearsal", async () => {
  const root = await makeWorkspace(SIX);
  const world = join(root, "a world");
  await mkdir(join(world, "state"), { recursive: true });
  vi.stubEnv("STRATA_REHEARSAL", world);
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${world}/state?metadata=skip`);
  vi.stubEnv("PULUMI_DEBUG_PROVIDERS", "aws:1,awsx:1,cloudflare:1,random:1");
  const record = await runRollout(request(root), recordingHost().host, memoryEngine().open);
  expect(record.rehearsal).toBe(true);
  expect(await readdir(join(world, "runs"))).toEqual([record.id]);
});
