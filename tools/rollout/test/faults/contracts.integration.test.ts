import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openFileStore } from "@strata/engine";
import { beforeEach, expect, it, vi } from "vitest";
import { LayerMemories } from "../../src/cutoff/layer-memory.ts";
import { runRollout } from "../../src/rollout.ts";
import { makeEngineWorkspace, programOf } from "../engine-workspace.ts";
import { recordingHost } from "../recording-host.ts";
import { put } from "../workspace.ts";

beforeEach(() => () => vi.unstubAllEnvs());

/** Node keeps a program that it has read: this one asks the environment variable what it still promises. */
const NETWORK = `
import * as pulumi from "@pulumi/pulumi";
export default async () => {
  new pulumi.ComponentResource("fixture:index:Part", "network-part");
  return process.env.DROPPED === undefined ? { name: "network", spare: 1 } : { spare: 1 };
};
`;

it("refuses, before anything changes, to take away an output that a deployed layer read, in preview and in deploy", async () => {
  const { root, variables } = await makeEngineWorkspace({
    network: { upstreams: [] },
    data: { upstreams: ["network"] },
  });
  await put(root, "stacks/network/index.ts", NETWORK);
  await put(root, "stacks/data/index.ts", programOf("data", { upstreams: ["network"] }));
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const state = join(root, ".strata/rehearsal/state");
  const run = (operation: "deploy" | "preview", layers: readonly ("network" | "data")[]) =>
    runRollout({ root, environment: "threa-prod", operation, layers, config: {}, cutoff: false }, recordingHost().host);
  expect(await run("deploy", ["network", "data"])).toMatchObject({ status: "succeeded" });
  // The programs here do not tell what they read, so it is put into what is known of data.
  const memories = new LayerMemories(openFileStore(state), "threa-prod");
  const { success } = await memories.read("data");
  const consumed = [{ upstream: "network", output: "name", hash: "h" }] as const;
  await memories.note("data", { success: success && { ...success, consumed, consumesAll: false } });

  vi.stubEnv("DROPPED", "true");
  const network = join(state, ".pulumi/stacks/network/threa-prod.json");
  const before = await readFile(network, "utf8");
  for (const operation of ["preview", "deploy"] as const) {
    const { layers, exitCode } = await run(operation, ["network"]);
    expect({ exitCode, layers }).toMatchObject({
      exitCode: 1,
      layers: [{ status: "failed", error: { code: "CONTRACT_BROKEN" } }],
    });
    expect(layers[0]?.reason).toMatch(
      /network\.name is removed; data consumes it .*\n.*1\. expand.*\n.*2\. migrate.*\n.*3\. c/s,
    );
  }
  expect(await readFile(network, "utf8")).toBe(before);
});
