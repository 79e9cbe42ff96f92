import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runTasks, type Task } from "../src/time/clock.ts";
import { deletionRounds } from "../src/time/deletions.ts";

/** Tasks in which each needs only earlier ones, so that none needs itself. Times are whole: sums are exact. */
const tasks = fc
  .array(fc.record({ seconds: fc.nat(50), needs: fc.array(fc.nat(30), { maxLength: 4 }) }), { maxLength: 30 })
  .map((rows): Task[] =>
    rows.map(({ seconds, needs }, place) => ({
      id: `${place}`,
      seconds,
      needs: needs.filter((need) => need < place).map(String),
    })),
  );
const workers = fc.integer({ min: 1, max: 6 });

const whole = (list: readonly Task[], count: number) =>
  runTasks(list, count).reduce((last, { end }) => Math.max(last, end), 0);

function longestChain(list: readonly Task[]): number {
  const ends = new Map<string, number>();
  for (const { id, seconds, needs } of list) {
    ends.set(id, seconds + Math.max(0, ...needs.map((need) => ends.get(need) ?? 0)));
  }
  return Math.max(0, ...ends.values());
}

describe("the virtual clock", () => {
  it("is never shorter than the longest chain, and never longer than the sum", () => {
    fc.assert(
      fc.property(tasks, workers, (list, count) => {
        const seconds = whole(list, count);
        expect(seconds).toBeGreaterThanOrEqual(longestChain(list));
        expect(seconds).toBeLessThanOrEqual(list.reduce((sum, task) => sum + task.seconds, 0));
      }),
    );
  });

  it("takes as long as the longest chain where there are workers enough, and the sum where there is one", () => {
    fc.assert(
      fc.property(tasks, (list) => {
        expect(whole(list, list.length + 1)).toBe(longestChain(list));
        expect(whole(list, 1)).toBe(list.reduce((sum, task) => sum + task.seconds, 0));
      }),
    );
  });

  it("is never shortened by one need more, where there are workers enough", () => {
    fc.assert(
      fc.property(tasks, fc.nat(30), fc.nat(30), (list, a, b) => {
        const [need, place] = a < b ? [a, b] : [b, a];
        const more = list.map((task, index) =>
          index === place && need < place ? { ...task, needs: [...task.needs, `${need}`] } : task,
        );
        expect(whole(more, list.length + 1)).toBeGreaterThanOrEqual(whole(list, list.length + 1));
      }),
    );
  });

  it("starts nothing before its needs have ended, and never more at a time than there are workers", () => {
    fc.assert(
      fc.property(tasks, workers, (list, count) => {
        const ran = runTasks(list, count);
        const ends = new Map(ran.map(({ id, end }) => [id, end]));
        for (const { start, needs } of ran) for (const need of needs) expect(ends.get(need)).toBeLessThanOrEqual(start);
        for (const { start, seconds } of ran) {
          if (seconds === 0) continue;
          const beside = ran.filter((other) => other.start <= start && start < other.end);
          expect(beside.length).toBeLessThanOrEqual(count);
        }
      }),
    );
  });

  it("names for each task that starts late one that ended as it started", () => {
    fc.assert(
      fc.property(tasks, workers, (list, count) => {
        const ran = runTasks(list, count);
        const ends = new Map(ran.map(({ id, end }) => [id, end]));
        for (const { start, waitedFor } of ran) {
          if (start > 0) expect(ends.get(waitedFor ?? "")).toBe(start);
        }
      }),
    );
  });

  it("gives the same for the same", () => {
    fc.assert(
      fc.property(tasks, workers, (list, count) => {
        expect(runTasks(list, count)).toEqual(runTasks(list, count));
      }),
    );
  });

  it("refuses tasks that need each other", () => {
    const circle = [
      { id: "a", seconds: 1, needs: ["b"] },
      { id: "b", seconds: 1, needs: ["a"] },
    ];
    expect(() => runTasks(circle, 1)).toThrow(RangeError);
  });

  it("runs ten thousand tasks in a moment", () => {
    const many = Array.from({ length: 10_000 }, (_, place) => ({
      id: `${place}`,
      seconds: (place % 7) + 1,
      needs: place % 10 === 0 ? [] : [`${place - 1}`],
    }));
    expect(whole(many, 16)).toBeGreaterThan(2_000);
  }, 5_000);
});

describe("the rounds of a deletion", () => {
  it("let go first what nothing needs, and never a resource beside one that it needs", () => {
    fc.assert(
      fc.property(tasks, (list) => {
        const needs = Object.fromEntries(list.map((task) => [task.id, task.needs]));
        const rounds = deletionRounds(Object.keys(needs), needs);
        const order = new Map(rounds.flatMap((round, index) => round.map((id) => [id, index])));
        expect(order.size).toBe(list.length);
        for (const { id, needs: below } of list) {
          for (const need of below) expect(order.get(need)).toBeGreaterThan(order.get(id) ?? Number.NaN);
        }
      }),
    );
  });

  it("follow what goes alone: what stays connects nothing", () => {
    expect(deletionRounds(["a", "c"], { a: ["b"], b: ["c"], c: [] })).toEqual([["a", "c"]]);
    expect(deletionRounds(["a", "b", "c"], { a: ["b"], b: ["c"], c: [] })).toEqual([["a"], ["b"], ["c"]]);
  });
});
