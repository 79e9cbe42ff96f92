import { rm } from "node:fs/promises";
import { join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { beforeEach, expect, it, vi } from "vitest";
import { explainLayers } from "../../src/cutoff/why.ts";
import type { EngineDoor } from "../../src/engine-door.ts";
import type { RolloutRequest } from "../../src/request.ts";
import { runRollout } from "../../src/rollout.ts";
import { rememberingEngine } from "../cutoff/remembering-engine.ts";
import { recordingHost } from "../recording-host.ts";
import { makeWorkspace, put } from "../workspace.ts";

const SETTINGS = "environments/threa-prod.yaml";
const NAMED = "product: threa\ntier: prod\npolicies: [baseline]\n";
const RULES = "policies/baseline/index.ts";

beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

/** A workspace of three layers in a row with one pack, and an engine that refuses what it is told to. */
async function policed(settings = NAMED) {
  const root = await makeWorkspace({ network: [], data: ["network"], services: ["data"] });
  await rm(join(root, "environments"));
  await put(root, SETTINGS, settings);
  await put(root, "policies/baseline/PulumiPolicy.yaml", "runtime: nodejs\n");
  await put(root, "policies/baseline/package.json", '{ "name": "baseline", "version": "0.1.0" }\n');
  await put(root, RULES, "// no rules\n");
  const engine = rememberingEngine();
  const refused = new Set<string>();
  const judges: string[] = [];
  const open = async (): Promise<EngineDoor> => {
    const door = await engine.open();
    return {
      ...door,
      run: async (run) => {
        judges.push(`${run.operation} ${run.layer}: ${(run.policies ?? []).map(({ name }) => name).join(", ")}`);
        if (run.policies !== undefined && refused.has(run.layer)) {
          throw new StrataError("POLICY_VIOLATED", `${run.layer} is refused`, { hint: "change it", fault: "user" });
        }
        return await door.run(run);
      },
    };
  };
  const roll = async (rest: Partial<RolloutRequest> = {}) => {
    judges.length = 0;
    const request = { root, environment: "threa-prod", operation: "deploy", layers: "all", config: {} } as const;
    const record = await runRollout({ ...request, concurrency: 1, ...rest }, recordingHost().host, open);
    return { record, statuses: record.layers.map(({ layer, status }) => `${layer} ${status}`), judged: [...judges] };
  };
  return { root, open, refused, roll };
}

it("judges every layer before it deploys the first, and each again while it is deployed", async () => {
  const { roll } = await policed();
  expect((await roll()).judged).toEqual([
    "preview network: baseline",
    "preview data: baseline",
    "preview services: baseline",
    "deploy network: baseline",
    "deploy data: baseline",
    "deploy services: baseline",
  ]);
});

it("deploys nothing where one layer is refused, and tells of each what became of it", async () => {
  const { refused, roll } = await policed();
  refused.add("data");
  const { record, statuses, judged } = await roll();
  expect(judged).toEqual(["preview network: baseline", "preview data: baseline"]);
  expect(statuses).toEqual(["network skipped", "data failed", "services skipped"]);
  expect(record).toMatchObject({ status: "failed", exitCode: 1 });
  expect(record.layers).toMatchObject([
    { reason: "the policies refuse data", cause: "data" },
    { error: { code: "POLICY_VIOLATED", hint: "change it" } },
    { reason: "the policies refuse data" },
  ]);
  refused.clear();
  expect((await roll()).statuses).toEqual(["network succeeded", "data succeeded", "services succeeded"]);
});

it("judges nothing where the environment names no packs", async () => {
  const { roll } = await policed("product: threa\ntier: prod\n");
  expect((await roll()).judged).toEqual(["deploy network: ", "deploy data: ", "deploy services: "]);
});

it("gives the packs to a preview, and not to a destroy, which also does without them", async () => {
  const { root, roll } = await policed();
  expect((await roll({ operation: "preview", layers: ["network"] })).judged).toEqual(["preview network: baseline"]);
  await roll();
  await rm(join(root, "policies"), { recursive: true });
  expect((await roll({ operation: "destroy" })).judged).toContain("destroy network: ");
});

it("leaves out a layer that was judged as it is, and runs all of them again when a pack changes", async () => {
  const { root, open, roll } = await policed();
  await roll();
  expect((await roll()).judged).toEqual([]);
  await put(root, "stacks/data/src/size.ts", "export const size = 1;\n");
  expect((await roll()).judged).toEqual([
    "preview data: baseline",
    "preview services: baseline",
    "deploy data: baseline",
  ]);

  await put(root, RULES, "// one rule\n");
  const why = await explainLayers(root, "threa-prod", open);
  expect(why.map(({ reasons }) => reasons[0]?.text)).toEqual([
    `${RULES} changed`,
    `${RULES} changed`,
    `${RULES} changed`,
  ]);
  expect((await roll()).judged).toContain("deploy network: baseline");
});

it("refuses a pack that is not there before it begins, and keeps no record", async () => {
  const { roll } = await policed(NAMED.replace("baseline", "baselin"));
  await expect(roll()).rejects.toMatchObject({
    code: "POLICY_PACK_MISSING",
    message: expect.stringContaining("did you mean baseline?"),
  });
});
