import { parseUrn } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FaultPlan } from "../src/faults/fault.ts";
import { hitsOf, noCounts } from "../src/faults/planner.ts";
import type { Call } from "../src/faults/target.ts";
import { urnOf } from "./memory-cloud.ts";
import { callOf, planOf, QUEUE, TOPIC } from "./planned-faults.ts";

/** Which of the calls the plan's faults strike, by name and place. */
function struck(plan: FaultPlan, calls: readonly Call[]): readonly string[] {
  const counts = noCounts();
  return calls.flatMap((call) => hitsOf(plan, counts, call).map(({ index }) => `${parseUrn(call.urn).name} ${index}`));
}

describe("a fault strikes", () => {
  const calls = ["a", "b", "c", "a"].map((name) => callOf("create", name));

  it.each([
    ["the first call, once, when nothing else is said", `fail create ${QUEUE}`, ["a 0"]],
    ["the n-th call", `fail create ${QUEUE} at=2`, ["b 0"]],
    ["every call from the n-th on", `fail create ${QUEUE} at=2 always`, ["b 0", "c 0", "a 0"]],
    ["so many in a row", `fail create ${QUEUE} at=2 times=2`, ["b 0", "c 0"]],
    ["types of a pattern", "fail create aws:sqs/* at=3", ["c 0"]],
    ["a name, by its own attempts", "fail create a at=2", ["a 0"]],
    ["a URN", `fail create ${urnOf(QUEUE, "c")}`, ["c 0"]],
    ["URNs of a pattern", "fail create urn:*::b", ["b 0"]],
    ["everything", "fail create * always", ["a 0", "b 0", "c 0", "a 0"]],
    ["no other operation", `fail delete ${QUEUE} always`, []],
    ["no other type", `fail create ${TOPIC} always`, []],
    ["no type whose name only begins alike", "fail create aws:sqs/queue:Que always", []],
  ])("%s", (_words, fault, expected) => {
    expect(struck(planOf(fault), calls)).toEqual(expected);
  });

  it("each for itself: what one strikes counts for the others", () => {
    expect(struck(planOf("fail create *", `slow create ${QUEUE} at=2 seconds=5`), calls)).toEqual(["a 0", "b 1"]);
  });
});

describe("a fault with a chance", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 2, maxLength: 30 });
  const seeds = fc.integer();
  const withSeed = (seed: number): FaultPlan => ({ ...planOf("fail create * chance=0.5"), seed });
  const called = (list: readonly string[]) => list.map((name) => callOf("create", name));

  it("strikes the same resources for the same seed, in whatever order they are called", () => {
    fc.assert(
      fc.property(seeds, names, fc.infiniteStream(fc.nat()), (seed, list, dice) => {
        const shuffled = list
          .map((name) => ({ name, at: dice.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ name }) => name);
        const [one, other] = [list, shuffled].map((order) => [...struck(withSeed(seed), called(order))].sort());
        expect(other).toEqual(one);
      }),
    );
  });

  it("does not care which other resources there are", () => {
    fc.assert(
      fc.property(seeds, names, (seed, [first = "", ...others]) => {
        const alone = struck(withSeed(seed), called([first]));
        const last = struck(withSeed(seed), called([...others, first])).filter((one) => one === `${first} 0`);
        expect(last).toEqual(alone);
      }),
    );
  });

  it("strikes others for another seed, and about as often as it says", () => {
    const list = Array.from({ length: 1000 }, (_one, index) => `r${index}`);
    const [one, other] = [1, 2].map((seed) => struck(withSeed(seed), called(list)));
    expect(one).not.toEqual(other);
    expect(one?.length).toBeGreaterThan(430);
    expect(one?.length).toBeLessThan(570);
  });
});
