import { expect, it } from "vitest";
import { withPresses } from "../../src/supervisor/presses.ts";

/** What is told of signals that come at these milliseconds. */
const told = async (...deliveries: readonly (readonly [number, NodeJS.Signals])[]) => {
  const presses: string[] = [];
  let time = 0;
  const send = async () => {
    for (const [at, signal] of deliveries) {
      time = at;
      process.emit(signal, signal);
    }
  };
  await withPresses(
    (signal) => presses.push(`${signal} at ${time}`),
    send,
    () => time,
  );
  return presses;
};

it("takes what the terminal, npm and Nx make of one Ctrl-C for one press", async () => {
  expect(await told([0, "SIGINT"], [21, "SIGTERM"], [34, "SIGTERM"], [900, "SIGINT"])).toEqual(["SIGINT at 0"]);
});

it("takes a Ctrl-C a second later for the next press", async () => {
  expect(await told([0, "SIGINT"], [30, "SIGTERM"], [1200, "SIGINT"], [1230, "SIGTERM"], [2500, "SIGTERM"])).toEqual([
    "SIGINT at 0",
    "SIGINT at 1200",
    "SIGTERM at 2500",
  ]);
});

it("leaves the process as it was, also after a failure", async () => {
  const before = process.listenerCount("SIGTERM");
  const nothing = () => undefined;
  await withPresses(nothing, async () => expect(process.listenerCount("SIGTERM")).toBe(before + 1));
  await withPresses(nothing, () => Promise.reject(new RangeError("no"))).catch(() => undefined);
  expect(process.listenerCount("SIGTERM")).toBe(before);
});
