import { beforeEach, expect, it, vi } from "vitest";
import { SilenceClock } from "../../src/supervisor/silence-clock.ts";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const start = (limit = 60) => {
  const pulls: number[] = [];
  return { pulls, clock: new SilenceClock(limit, 30, (level) => pulls.push(level)) };
};

it("asks an engine that says nothing to end, harder each time", () => {
  const { pulls } = start();
  vi.advanceTimersByTime(59_999);
  expect(pulls).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(pulls).toEqual([1]);
  vi.advanceTimersByTime(60_000);
  expect(pulls).toEqual([1, 2, 3]);
  vi.advanceTimersByTime(600_000);
  expect(pulls).toEqual([1, 2, 3]);
});

it("starts anew at each sign of life, but not once the limit was reached", () => {
  const { pulls, clock } = start();
  for (let minute = 0; minute < 5; minute++) {
    vi.advanceTimersByTime(50_000);
    clock.heard();
  }
  expect(pulls).toEqual([]);
  vi.advanceTimersByTime(60_000);
  clock.heard();
  vi.advanceTimersByTime(30_000);
  expect(pulls).toEqual([1, 2]);
});

it("asks for nothing once it was stopped", () => {
  const { pulls, clock } = start();
  clock.stop();
  vi.advanceTimersByTime(600_000);
  expect(pulls).toEqual([]);
});

it("takes a limit of months for a long one", () => {
  const { pulls } = start(5_000_000);
  vi.advanceTimersByTime(86_400_000);
  expect(pulls).toEqual([]);
});
