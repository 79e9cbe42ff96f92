import { EMPTY_STACK } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import { expect, it } from "vitest";
import {
  type ContractScope,
  checkPlannedOutputs,
  checkWrittenContracts,
  hasOutsideDependents,
} from "../src/contracts/check-contracts.ts";
import { readConsumed } from "../src/contracts/consumed.ts";
import { CONTRACT_FILE } from "../src/contracts/contract-file.ts";
import { shapeChange } from "../src/contracts/value-shape.ts";
import { readLayers } from "../src/read-layers.ts";
import { memoryStore } from "./memory-store.ts";
import { makeWorkspace } from "./workspace.ts";

const DEPLOYED = { vpcId: "vpc-1", zones: ["a", "b"], spare: "x" };

interface Story {
  /** What data is noted to consume of network; undefined: nobody noted it. */
  readonly consumed?: readonly string[];
  /** data's program besides its call. @default - reads vpcId */
  readonly program?: string;
  readonly layers?: readonly LayerName[];
  readonly required?: readonly string[];
  /** Outputs of network's contract. @default - as deployed */
  readonly promised?: readonly string[];
}

async function scope({ consumed, program = "upstream.vpcId;", ...rest }: Story): Promise<ContractScope> {
  const { layers = ["network"], promised = Object.keys(DEPLOYED), required = promised } = rest;
  const properties = Object.fromEntries(promised.map((name) => [name, {}]));
  const root = await makeWorkspace(
    { network: [], data: [] },
    {
      "stacks/data/index.ts": `const upstream = await layer.upstream("network");\n${program}\n`,
      [CONTRACT_FILE]: JSON.stringify({ network: { properties, required } }),
    },
  );
  const success = consumed && {
    consumed: consumed.map((output) => ({ upstream: "network", output, hash: "h" })),
    consumesAll: false,
  };
  const noted = success && { version: 1, attempt: null, success };
  const engine = {
    version: "3.259.0",
    store: memoryStore(noted === undefined ? {} : { ".strata/layers/threa-prod/data.json": JSON.stringify(noted) }),
    readCaller: undefined,
    readStack: async (layer: LayerName) => ({
      ...EMPTY_STACK,
      entries: 1,
      outputs: layer === "network" ? DEPLOYED : {},
    }),
    run: async () => Promise.reject(new Error("no engine is needed")),
  };
  const request = { root, environment: "threa-prod", operation: "deploy", layers, config: {} } as const;
  return { graph: await readLayers(root), request, engine, layers };
}

const without = (...outputs: readonly string[]) =>
  Object.fromEntries(Object.entries(DEPLOYED).filter(([name]) => !outputs.includes(name)));
const planned = async (story: Story, outputs: Readonly<Record<string, unknown>>) =>
  checkPlannedOutputs("network", outputs, await scope(story)).then(
    () => "allowed",
    (error: Error) => error.message.split("\n")[1]?.trim(),
  );

it("refuses to plan without an output that a deployed layer read, and names it", async () => {
  expect(await planned({ consumed: ["vpcId"] }, without("vpcId"))).toBe(
    "network.vpcId is removed; data consumes it (stacks/data/index.ts:2)",
  );
});

it("allows to plan without an output that nobody read", async () => {
  expect(await planned({ consumed: ["vpcId"] }, without("spare"))).toBe("allowed");
});

it("supposes that a layer whose reading nobody noted reads everything", async () => {
  expect(await planned({}, without("spare"))).toMatch(/^network.spare is removed; data may consume it/);
});

it("refuses another type of a value, and takes no offence at another value, a secret or an unknown one", async () => {
  expect(await planned({ consumed: ["zones"] }, { ...DEPLOYED, zones: "a,b" })).toMatch(
    /^network.zones changes from a list to a text/,
  );
  expect(await planned({ consumed: ["zones"] }, { ...DEPLOYED, zones: ["c"], vpcId: "[secret]" })).toBe("allowed");
});

it("lets a dependent of the same rollout go along that reads it no more", async () => {
  const layers: readonly LayerName[] = ["network", "data"];
  expect(await planned({ consumed: ["vpcId"], layers, program: "" }, without("vpcId"))).toBe("allowed");
  expect(await planned({ consumed: ["vpcId"], layers }, without("vpcId"))).toMatch(/^network.vpcId is removed/);
  // Without vpcId in the environment's shape, the contract says, data has to do.
  expect(await planned({ consumed: ["vpcId"], layers, required: [] }, without("vpcId"))).toBe("allowed");
});

it("refuses a written contract that lacks what a deployed layer read, before any engine", async () => {
  const story = { consumed: ["vpcId"], promised: ["zones", "spare"] };
  await expect(checkWrittenContracts(await scope(story))).rejects.toMatchObject({ code: "CONTRACT_BROKEN" });
  await expect(
    checkWrittenContracts(await scope({ consumed: ["zones"], promised: ["zones"] })),
  ).resolves.toBeUndefined();
});

it("knows whether anybody outside of a rollout stands on a layer", async () => {
  expect(await hasOutsideDependents("network", await scope({ consumed: ["vpcId"] }))).toBe(true);
  expect(await hasOutsideDependents("network", await scope({ consumed: [], program: "" }))).toBe(false);
  const both = await scope({ consumed: ["vpcId"], layers: ["network", "data"] });
  expect(await hasOutsideDependents("network", both)).toBe(false);
});

const READ = { consumed: [{ upstream: "network", output: "vpcId", hash: "h" }], consumesAll: false };

it.each([
  "{",
  "{}",
  JSON.stringify({ version: 1, attempt: null, success: null }),
  JSON.stringify({ version: 1, attempt: null, success: { ...READ, consumesAll: true } }),
  JSON.stringify({ version: 1, attempt: { status: "failed" }, success: READ }),
])("takes a note that says %s for none", async (text) => {
  const store = memoryStore({ ".strata/layers/threa-prod/data.json": text });
  expect(await readConsumed(store, "threa-prod", "data")).toBeUndefined();
});

it.each<[unknown, unknown, string | undefined]>([
  ["a", "b", undefined],
  ["a", 1, "changes from a text to a number"],
  [["a"], [1], "changes from a text to a number in its items"],
  [["a"], [], undefined],
  [{ a: 1 }, { b: 1 }, undefined],
  [{}, [], "changes from an object to a list"],
  ["a", null, "changes from a text to nothing"],
])("compares the kinds of %j and %j", (deployed, next, change) => {
  expect(shapeChange(deployed, next)).toBe(change);
});
