import { expect, it } from "vitest";
import { withStopSignal } from "../src/executors/stop-signal.ts";

it.each(["SIGINT", "SIGTERM"] as const)("%s aborts the run's signal, with its name", async (name) => {
  const reason = await withStopSignal(async (signal) => {
    process.emit(name, name);
    return signal.reason;
  });
  expect(reason).toBe(name);
});

it("leaves the process as it was, also after a failure", async () => {
  const before = process.listenerCount("SIGTERM");
  await withStopSignal(async () => expect(process.listenerCount("SIGTERM")).toBe(before + 1));
  await withStopSignal(() => Promise.reject(new RangeError("no"))).catch(() => undefined);
  expect(process.listenerCount("SIGTERM")).toBe(before);
});
