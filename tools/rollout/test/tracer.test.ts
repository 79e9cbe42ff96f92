import { writeFile } from "node:fs/promises";
import type { EngineEvent } from "@strata/engine";
import { describe, expect, it, vi } from "vitest";
import { recordFile, runRollout } from "../src/rollout.ts";
import { readTrace, traceFile } from "../src/trace-file.ts";
import { Tracer } from "../src/tracer.ts";
import { memoryEngine, recordingHost } from "./recording-host.ts";
import { makeWorkspace, SIX } from "./workspace.ts";

type Op = NonNullable<EngineEvent["resOutputsEvent"]>["metadata"]["op"];

function finished(op: Op, type: string, inputs: Record<string, unknown> = {}): EngineEvent {
  const urn = `urn:${type}`;
  const state = { type, urn, id: "", parent: "", inputs, outputs: {}, provider: "" };
  const metadata = { op, urn, type, provider: "", keys: [], diffs: [], new: state };
  return { sequence: 1, timestamp: 0, resOutputsEvent: { metadata } };
}

describe("a trace", () => {
  it("has each resource that changed once, with its steps in order, and nothing that stayed or is the engine's own", () => {
    const tracer = new Tracer();
    tracer.takeBefore("data", { old: [] });
    for (const event of [
      finished("create-replacement", "b:b:B"),
      finished("same", "c:c:C"),
      finished("create", "pulumi:providers:aws"),
      finished("create", "a:a:A"),
      finished("delete-replaced", "b:b:B"),
    ])
      tracer.takeEvent("data", event);
    const [data] = tracer.layers([{ layer: "data", waitsFor: ["network"] }]);
    expect(data).toEqual({
      layer: "data",
      waitsFor: ["network"],
      resources: [
        { urn: "urn:a:a:A", type: "a:a:A", steps: ["create"], settings: {} },
        { urn: "urn:b:b:B", type: "b:b:B", steps: ["create-replacement", "delete-replaced"], settings: {} },
      ],
      before: { old: [] },
      after: {},
    });
  });

  it("keeps numbers and switches of a resource's inputs, and no text, which might be secret", () => {
    const tracer = new Tracer();
    tracer.takeEvent(
      "data",
      finished("create", "a:a:A", { multiAz: true, port: 5432, password: "hunter2", tags: { a: 1 } }),
    );
    expect(tracer.layers([{ layer: "data", waitsFor: [] }])[0]?.resources[0]?.settings).toEqual({
      multiAz: true,
      port: 5432,
    });
  });
});

describe("a rollout", () => {
  it("leaves a trace beside its record when it is asked to, with each layer's dependencies before and after", async () => {
    for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL"]) vi.stubEnv(name, undefined);
    const root = await makeWorkspace(SIX);
    const request = { root, environment: "threa-prod", operation: "deploy", layers: "all", config: {} } as const;
    const traced = await runRollout({ ...request, traced: true }, recordingHost().host, memoryEngine().open);
    const trace = await readTrace(recordFile(root, traced.id));
    expect(trace).toMatchObject({
      version: 1,
      id: traced.id,
      operation: "deploy",
      environment: "threa-prod",
      concurrency: 6,
    });
    expect(trace?.layers[0]).toEqual({
      layer: "network",
      waitsFor: [],
      resources: [],
      before: {},
      after: { "network-part": ["network-base"] },
    });
    expect(trace?.layers.find(({ layer }) => layer === "services")?.waitsFor.toSorted()).toEqual([
      "cluster",
      "data",
      "network",
    ]);

    const untraced = await runRollout(request, recordingHost().host, memoryEngine().open);
    expect(untraced.id).not.toBe("");
    vi.unstubAllEnvs();
  });

  it("leaves none otherwise, and one that is damaged is named", async () => {
    vi.stubEnv("STRATA_REHEARSAL", undefined);
    vi.stubEnv("PULUMI_BACKEND_URL", undefined);
    const root = await makeWorkspace(SIX);
    const request = { root, environment: "threa-prod", operation: "deploy", layers: "all", config: {} } as const;
    const { id } = await runRollout(request, recordingHost().host, memoryEngine().open);
    const record = recordFile(root, id);
    expect(await readTrace(record)).toBeUndefined();
    await writeFile(traceFile(record), "{");
    await expect(readTrace(record)).rejects.toMatchObject({ code: "STATE_DAMAGED" });
    vi.unstubAllEnvs();
  });
});
