import { afterAll, beforeAll, expect, it } from "vitest";
import { losses } from "./losses.ts";
import { seeded } from "./seeded.ts";
import { openSimulated, recordOf, type Simulated, type Victim } from "./simulated.ts";

const ENVIRONMENT = "threa-prod";
const LONG = process.env.STRATA_FAULTS === "long";

/** Kills, and what they strike: all six layers in the long form, the first one in the form that every check runs. */
const COUNT = Number(process.env.STRATA_KILLS ?? (LONG ? 200 : 3));
const LAYERS = LONG ? "all" : "network";
const SEED = process.env.STRATA_SEED ?? "1";

const VICTIMS: readonly Victim[] = ["both", "engines", "holder"];

let world: Simulated;

beforeAll(async () => {
  world = await openSimulated();
});

afterAll(() => world.close());

it(
  `F1 loses and doubles nothing in ${COUNT} runs that are killed, each followed by one deploy`,
  async () => {
    const random = seeded(SEED);
    const after: unknown[] = [];
    let size = 0;
    for (let kill = 0; kill < COUNT; kill++) {
      await world.forget(ENVIRONMENT);
      // Made, and the engine does not know it yet, for a moment; or asked for, and not made yet.
      const [when, pause] = [random() < 0.7 ? "after" : "before", Math.ceil(random() * 600)];
      await world.arm(`hold create * always ${when} milliseconds=${pause}`);
      const changes = Math.ceil(random() * (size || 30));
      const run = world.roll("deploy", ENVIRONMENT, LAYERS);
      await run.until(() => world.account().length >= changes);
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] ?? "both";
      run.kill(victim);
      await run.ended;
      await world.arm();
      const left = losses(world, ENVIRONMENT);
      // A recovery may be killed too, in any of its steps.
      if (random() < 0.25) {
        const [again, begun, patience] = [
          world.roll("deploy", ENVIRONMENT, LAYERS),
          Date.now(),
          1_000 + random() * 5_000,
        ];
        await again.until(() => Date.now() - begun > patience);
        again.kill("both");
        await again.ended;
      }
      const next = await world.roll("deploy", ENVIRONMENT, LAYERS).ended;
      const failed = recordOf(next).layers.filter(({ status }) => status !== "succeeded" && status !== "unchanged");
      size = world.account().length;
      const row = {
        kill,
        victim,
        pause,
        when,
        at: changes,
        of: size,
        pending: left.pending,
        unknown: left.lost.length,
      };
      if (LONG) console.log(JSON.stringify(row));
      const told = failed.map(({ layer, reason }) => `${layer}: ${reason}`);
      after.push({ ...losses(world, ENVIRONMENT), failed: told, kill });
    }
    expect(after).toEqual(after.map((_, kill) => ({ lost: [], doubled: [], pending: 0, failed: [], kill })));
  },
  COUNT * 240_000,
);
