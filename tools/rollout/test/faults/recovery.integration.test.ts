import { afterAll, beforeAll, expect, it } from "vitest";
import { losses } from "./losses.ts";
import { openSimulated, recordOf, type Simulated } from "./simulated.ts";

const ENVIRONMENT = "threa-prod";
let world: Simulated;

beforeAll(async () => {
  world = await openSimulated();
});

afterAll(() => world.close());

it("F1 adopts what a killed engine was making, and changes nothing in the run after", async () => {
  await world.arm("hold create * always after milliseconds=300");
  const first = world.roll("deploy", ENVIRONMENT, "network,cluster");
  await until(() => world.account().length > 25);
  first.kill();
  await first.ended;
  world.dropLocks();
  await world.arm();
  const lost = losses(world, ENVIRONMENT);
  expect(lost.lost.length).toBeGreaterThan(0);

  const second = await world.roll("deploy", ENVIRONMENT, "network,cluster").ended;
  expect(recordOf(second).layers.map(({ layer, status, reason }) => ({ layer, status, reason }))).toEqual([
    { layer: "network", status: "succeeded", reason: null },
    { layer: "cluster", status: "succeeded", reason: null },
  ]);
  expect(losses(world, ENVIRONMENT)).toEqual({ lost: [], doubled: [], pending: 0 });
  const third = recordOf(await world.roll("deploy", ENVIRONMENT, "network,cluster").ended);
  expect(third.layers.map(({ changes }) => ({ ...changes, same: 0 }))).toEqual(
    Array(2).fill({ create: 0, update: 0, replace: 0, delete: 0, same: 0 }),
  );
});

async function until(done: () => boolean): Promise<void> {
  await expect.poll(done, { timeout: 120_000, interval: 20 }).toBe(true);
}
