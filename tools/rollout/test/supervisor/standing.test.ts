import { spawn } from "node:child_process";
import { once } from "node:events";
import { hostname } from "node:os";
import { processStart } from "@strata/shared-config/process";
import { expect, it } from "vitest";
import type { RolloutRecord } from "../../src/record.ts";
import { standingOf } from "../../src/supervisor/standing.ts";
import { rolloutRecord } from "../records.ts";

const run = (news: Partial<RolloutRecord>) =>
  standingOf(rolloutRecord([], { status: "running", exitCode: null, ...news }));
const here = hostname();

it("says that a run goes on while its supervisor lives", () => {
  expect(run({ supervisor: { pid: process.pid, process: processStart(process.pid), host: here } })).toBe("running");
});

it("says that a run is lost when its supervisor is gone", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  expect(run({ supervisor: { pid: child.pid ?? 0, process: "1", host: here } })).toBe("lost");
});

it.runIf(process.platform === "linux")("is not taken in by a later process with the same number", () => {
  expect(run({ supervisor: { pid: process.pid, process: "1", host: here } })).toBe("lost");
});

it("cannot tell of another machine's run, nor of one that has ended", () => {
  expect(run({ supervisor: { pid: process.pid, process: "1", host: "elsewhere" } })).toBe("running elsewhere");
  expect(run({ status: "stopped", supervisor: { pid: 1, process: "1", host: here } })).toBe("over");
});
