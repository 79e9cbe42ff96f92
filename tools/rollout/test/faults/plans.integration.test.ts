import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { DataResource } from "../../../../libs/shared-config/test/data-program.ts";
import { planFile, readPlan, writePlan } from "../../src/plan/plan-file.ts";
import type { SavedPlan } from "../../src/plan/saved-plan.ts";
import { recordFile } from "../../src/rollout.ts";
import { promise, put, type Stacks } from "../corpus/corpus.ts";
import { openStage, type Ran, type Stage } from "../corpus/stage.ts";

const environment = "threa-prod";
const queue = (name: string, rest: Partial<DataResource> = {}): DataResource => ({
  name: "jobs",
  type: "aws:sqs/queue:Queue",
  properties: { name },
  ...rest,
});
const parameter = (name: string, value: string): DataResource => ({
  name,
  type: "aws:ssm/parameter:Parameter",
  properties: { name: `/${name}`, type: "String", value },
});
const FIRST: Stacks = {
  network: {
    resources: [queue("jobs-1")],
    outputs: { url: "${jobs.url}", stage: "blue" },
  },
  data: {
    resources: [parameter("url", "${network:url}"), parameter("copy", "${network:stage}")],
    outputs: { url: "${url.value}" },
  },
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.write(FIRST);
});
afterAll(() => stage.close());

const ends = ({ record }: Ran) =>
  record.layers.map(({ layer, status, error }) => `${layer} ${status} ${error?.code ?? ""}`.trim());
const reasonOf = ({ record }: Ran, layer: string) => record.layers.find((row) => row.layer === layer)?.reason ?? "";
const files = (): Promise<string[]> =>
  readdir(join(stage.root, ".strata", "rehearsal", "state"), { recursive: true }).then((all) =>
    all.filter((name) => name.endsWith(".json") || name.endsWith(".bak")),
  );

/** Previews, and keeps the plan in a file. */
async function plan(change: (plan: SavedPlan) => SavedPlan = (same) => same): Promise<string> {
  const { record } = await stage.run({ environment, operation: "preview" });
  expect(record.status).toBe("succeeded");
  const file = join(stage.root, "plan.json");
  await writePlan(file, change(await readPlan(planFile(recordFile(stage.root, record.id)))));
  return file;
}

it("leaves nothing behind of a preview that fails in an empty environment", async () => {
  await stage.write(promise(FIRST, "network", { broken: "${nothing.url}" }));
  expect(ends(await stage.run({ environment, operation: "preview" }))).toEqual([
    "network failed ENGINE_FAILED",
    "data skipped",
  ]);
  expect(await files()).toEqual([]);
  await stage.write(FIRST);
});

it("previews an empty environment, leaves nothing behind, and deploys what it planned", async () => {
  const file = await plan();
  expect(await files()).toEqual([]);
  const { layers } = await readPlan(file);
  expect(layers[1]?.consumed.map(({ output, state }) => `${output} ${state}`)).toEqual([
    "stage planned",
    "url unknown",
  ]);
  const ran = await stage.run({ environment, operation: "deploy", plan: file });
  expect(ends(ran)).toEqual(["network succeeded", "data succeeded"]);
  expect(ran.record.layers[1]?.consumed.map(({ state }) => state)).toEqual(["deployed", "deployed"]);
});

it.each([
  ["of another environment", { environment: "threa-budget" }, "is for threa-budget, not for threa-prod"],
  ["of a real account", { rehearsal: false }, "is for a real account, and this is a rehearsal"],
  ["of another commit", { commit: { id: "0".repeat(40), dirty: false } }, "was made at commit 0000"],
  [
    "with other settings",
    { config: { "services.app.memory": "1024" } },
    "--config services.app.memory 1024, not nothing",
  ],
  ["without a layer that is asked for", { layers: [] }, "says nothing of data"],
])("B24 refuses a plan %s before anything runs", async (_, rest, why) => {
  const file = join(stage.root, "plan.json");
  const made: SavedPlan = await readPlan(file);
  await writePlan(file, { ...made, ...rest });
  const refused = stage.run({ environment, operation: "deploy", plan: file });
  await expect(refused).rejects.toMatchObject({ code: "PLAN_INVALID", message: expect.stringContaining(why) });
  await writePlan(file, made);
});

it("F27 refuses a plan whose upstream changed its outputs since, and names the output and what differs", async () => {
  const file = await plan();
  await stage.write(promise(FIRST, "network", { stage: "green" }));
  await stage.run({ environment, operation: "deploy", layers: ["network"] });
  const ran = await stage.run({ environment, operation: "deploy", layers: ["data"], plan: file });
  expect(ends(ran)).toEqual(["data failed PLAN_STALE"]);
  expect(reasonOf(ran, "data")).toContain("aws:ssm/parameter:Parameter copy: planned no change, now update");
  expect(reasonOf(ran, "data")).toContain('because network.stage was "blue", and is "green"');
  // Nothing of it was changed: it is still to be done.
  expect(
    (await stage.run({ environment, operation: "preview", layers: ["data"] })).record.layers[0]?.changes.update,
  ).toBe(1);
});

it("F28 refuses outputs that are missing or never came, and names them, the stack and the next step", async () => {
  const needy = put(FIRST, "data", parameter("other", "${network:other}"));
  await stage.write(needy);
  const missing = await stage.run({ environment, operation: "deploy", layers: ["data"] });
  expect(ends(missing)).toEqual(["data failed CONTRACT_BROKEN"]);
  expect(reasonOf(missing, "data")).toMatch(/^network of threa-prod breaks its contract with data\n {2}other: /);
  expect(missing.record.layers[0]?.error?.hint).toBe("nx deploy network -c threa-prod");

  const other = { environment: "threa-budget" };
  await expect(stage.run({ ...other, operation: "preview", layers: ["data"] })).rejects.toMatchObject({
    code: "UPSTREAM_NOT_DEPLOYED",
    message: "data needs network, which has no stack threa-budget",
    hint: "nx deploy network -c threa-budget",
  });
  await stage.write(promise(put(FIRST, "network", queue("jobs-9")), "network", { broken: "${nothing.url}" }));
  await stage.run({ ...other, operation: "deploy", layers: ["network"] });
  await stage.write(FIRST);
  const early = await stage.run({ ...other, operation: "deploy", layers: ["data"] });
  expect(ends(early)).toEqual(["data failed UPSTREAM_NOT_DEPLOYED"]);
  expect(reasonOf(early, "data")).toMatch(/^data waits: network, which it consumes, /);
  expect(early.record.layers[0]?.error?.hint).toBe("nx deploy network -c threa-budget");
});

it("F32 refuses in a preview to replace what is protected", async () => {
  await stage.write(put(FIRST, "network", queue("jobs-1", { protect: true })));
  await stage.run({ environment, operation: "deploy", layers: ["network"] });
  await stage.write(put(FIRST, "network", queue("jobs-2", { protect: true })));
  const ran = await stage.run({ environment, operation: "preview" });
  expect(ends(ran)).toEqual(["network failed RESOURCE_PROTECTED", "data skipped"]);
  expect(reasonOf(ran, "data")).toBe("network failed");
  expect(reasonOf(ran, "network")).toContain("aws:sqs/queue:Queue jobs is protected");
});

it("reads a plain output without the key of the upstream's secrets, and refuses a secret that it cannot open", async () => {
  const there = { environment: "suna-dev", operation: "deploy" } as const;
  const own = {
    ...put(FIRST, "network", queue("jobs-of-dev")),
    data: { resources: [parameter("url-of-dev", "${network:url}")], outputs: {} },
  };
  const secretive = promise(own, "network", { token: { secret: "s3cret" } });
  await stage.write(secretive);
  expect(ends(await stage.run({ ...there, layers: ["network"] }))).toEqual(["network succeeded"]);
  vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "another");
  const plain = await stage.run({ ...there, layers: ["data"] });
  expect(ends(plain)).toEqual(["data succeeded"]);
  await stage.write(put(secretive, "data", parameter("seen", "${network:token}")));
  const closed = await stage.run({ ...there, layers: ["data"] });
  expect(ends(closed)).toEqual(["data failed CONTRACT_BROKEN"]);
  expect(reasonOf(closed, "data")).toContain("the secret token of network in suna-dev cannot be read here");
});
