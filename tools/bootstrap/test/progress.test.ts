import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { createReporter, duration, isMilestone, progressLine } from "../src/progress.mjs";

/** A place to write to that keeps everything. */
function paper(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  return { stream: { write, isTTY, columns: 60 }, text: () => written.join("") };
}

describe("a line of progress", () => {
  it("says what, how much of all, and how long it has taken", () => {
    const progress = {
      title: "building the Pulumi engine",
      done: 512,
      total: 1686,
      unit: "packages",
      elapsedMs: 63_000,
    };
    expect(progressLine(progress)).toBe("building the Pulumi engine: 512 of 1686 packages, 1 min 3 s");
  });

  it("says only how long when there is nothing to count", () => {
    expect(progressLine({ title: "installing packages", elapsedMs: 4_400 })).toBe("installing packages: 4 s");
  });

  it("never says more than all", () => {
    expect(progressLine({ title: "x", done: 12, total: 10, unit: "y", elapsedMs: 0 })).toBe("x: 10 of 10 y, 0 s");
  });

  it("gives a duration in minutes from one minute on", () => {
    expect([0, 59_400, 59_600, 600_000].map(duration)).toEqual(["0 s", "59 s", "1 min 0 s", "10 min 0 s"]);
  });
});

describe("progress without a terminal", () => {
  it("is one line for each tenth", () => {
    const { stream, text } = paper(false);
    const reporter = createReporter(stream, () => 0);
    reporter.start("building");
    for (let done = 1; done <= 1000; done++) reporter.update(done, 1000, "packages");
    reporter.done();
    const lines = text().trim().split("\n");
    expect(lines).toHaveLength(11);
    expect(lines[1]).toBe("  building: 100 of 1000 packages, 0 s");
    expect(lines.at(-1)).toBe("building: done in 0 s");
  });

  it("holds no control characters", () => {
    const { stream, text } = paper(false);
    const reporter = createReporter(stream, () => 0);
    reporter.start("building");
    reporter.update(5, 10, "packages");
    reporter.stop("no way");
    expect(text()).toBe(stripVTControlCharacters(text()).replaceAll("\r", ""));
    expect(text()).toContain("no way\n");
  });

  it("knows when a tenth is passed, also by a leap", () => {
    expect(isMilestone(9, 10, 100)).toBe(true);
    expect(isMilestone(10, 19, 100)).toBe(false);
    expect(isMilestone(0, 95, 100)).toBe(true);
  });
});

describe("progress in a terminal", () => {
  it("is one live line, which the last word replaces", () => {
    vi.useFakeTimers();
    const { stream, text } = paper(true);
    const reporter = createReporter(stream, Date.now);
    reporter.start("building");
    reporter.update(3, 10, "packages");
    vi.advanceTimersByTime(2_000);
    reporter.done();
    vi.useRealTimers();
    expect(text()).toContain("\r\u001b[2Kbuilding: 3 of 10 packages, 1 s");
    expect(text().endsWith("\r\u001b[2Kbuilding: done in 2 s\n")).toBe(true);
    expect(text().split("\n")).toHaveLength(2);
  });

  it("never wraps", () => {
    const { stream, text } = paper(true);
    const reporter = createReporter(stream, () => 0);
    reporter.start("x".repeat(200));
    reporter.stop();
    for (const line of text().split("\r\u001b[2K")) expect(line.length).toBeLessThan(60);
  });
});
