import { describe, expect, test } from "vitest";
import { Verdicts } from "../worker/verdicts.ts";

const LASTS = 10_000;
const backend = { key: "ecs", host: "api-ecs.example.com" };

/** A backend whose health is `healthy[0]`, then `healthy[1]` …, at a time that the test sets. */
function judge(...healthy: boolean[]) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const ask = async (url: string) => {
    asked.push(url);
    return healthy.shift() ?? false;
  };
  const verdicts = new Verdicts(ask, () => clock.now);
  return { asked, clock, verdicts, isHealthy: () => verdicts.isHealthy(backend, "/health", LASTS) };
}

describe("a verdict on a backend", () => {
  test("is asked for at its health path, and kept for as long as it lasts", async () => {
    const { asked, clock, isHealthy } = judge(true, false);
    expect(await isHealthy()).toBe(true);
    clock.now = LASTS - 1;
    expect(await isHealthy()).toBe(true);
    expect(asked).toEqual(["https://api-ecs.example.com/health"]);
    clock.now = LASTS;
    expect(await isHealthy()).toBe(false);
  });

  test("that is out of date is asked for once, and serves the others meanwhile", async () => {
    const { asked, clock, isHealthy } = judge(true, false);
    await isHealthy();
    clock.now = LASTS;
    expect(await Promise.all([isHealthy(), isHealthy(), isHealthy()])).toEqual([false, true, true]);
    expect(asked).toHaveLength(2);
  });

  test("is asked for again after a connection failed", async () => {
    const { asked, verdicts, isHealthy } = judge(true, true);
    await isHealthy();
    verdicts.doubt(backend);
    await isHealthy();
    expect(asked).toHaveLength(2);
  });
});
