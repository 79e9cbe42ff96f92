import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld, readAccount, rehearsalEnvironment, startCloud, stopCloud } from "@strata/rehearsal";
import { type RolloutRecord, runRollout } from "@strata/rollout";
import { findRoot, type LayerName } from "@strata/shared-config";
import { afterAll, beforeAll, expect, it } from "vitest";

/** What a schedule and autoscaling set at AWS while nobody deploys: the range, and the number of tasks within it. */
const MOVED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "aws:appautoscaling/target:Target": { minCapacity: 3, maxCapacity: 6 },
  "aws:ecs/service:Service": { desiredCount: 5 },
};

const folder = mkdtempSync(join(tmpdir(), "strata-schedules-"));
const world = openWorld(folder);
let before: NodeJS.ProcessEnv;

beforeAll(async () => {
  before = { ...process.env };
  await startAgain();
  const deployed = await roll("deploy", ["network", "data", "cluster", "services"]);
  expect(deployed.map(({ status, reason }) => ({ status, reason }))).toEqual(
    Array(4).fill({ status: "succeeded", reason: null }),
  );
  await stopCloud(world);
  for (const row of readAccount(world.account)) {
    const moved = MOVED[row.type];
    if (moved === undefined) continue;
    const change = { ...row, inputs: { ...row.inputs, ...moved }, outputs: { ...row.outputs, ...moved } };
    appendFileSync(world.account, `${JSON.stringify({ op: "put", row: change })}\n`);
  }
  await startAgain();
});

afterAll(async () => {
  await stopCloud(world);
  process.env = before;
  rmSync(folder, { recursive: true });
});

it.each(["preview", "refresh", "deploy", "refresh"] as const)(
  "finds nothing to change in a %s after a schedule has moved the numbers (SUNA-027)",
  async (operation) => {
    const [services] = await roll(operation, ["services"]);
    expect(services).toMatchObject({
      status: "succeeded",
      changes: { create: 0, update: 0, replace: 0, delete: 0 },
    });
    expect(numbers()).toEqual(MOVED);
  },
);

/** The simulated cloud listens at another port each time. */
async function startAgain(): Promise<void> {
  const { port } = await startCloud(world);
  Object.assign(process.env, rehearsalEnvironment(world, port));
}

async function roll(
  operation: "preview" | "deploy" | "refresh",
  layers: readonly LayerName[],
): Promise<RolloutRecord["layers"]> {
  const root = findRoot(import.meta.dirname) ?? "";
  const host = { notify: () => {}, now: () => new Date(), signal: new AbortController().signal };
  const request = { root, environment: "suna-prod-fargate", operation, layers, config: {} };
  return (await runRollout(request, host)).layers;
}

/** What the account has of what was moved. */
function numbers(): Record<string, unknown> {
  return Object.fromEntries(
    readAccount(world.account).flatMap(({ type, outputs }) => {
      const moved = Object.keys(MOVED[type] ?? {});
      return moved.length === 0 ? [] : [[type, Object.fromEntries(moved.map((key) => [key, outputs[key]]))]];
    }),
  );
}
