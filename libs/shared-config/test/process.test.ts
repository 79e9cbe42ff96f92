import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { lifeOf, machineId, processStart, processWords } from "../src/process.ts";

it("tells a living process from one that is gone, and from a later one with its number", async () => {
  const child = spawn("sleep", ["600"], { stdio: "ignore" });
  await once(child, "spawn");
  const pid = child.pid ?? 0;
  const start = processStart(pid);
  expect([lifeOf(pid, start), lifeOf(pid, "")]).toEqual(["alive", "perhaps"]);
  expect(lifeOf(pid, "1")).toBe("gone");
  expect(processWords(pid)).toContain("sleep");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect([lifeOf(pid, start), lifeOf(pid, "")]).toEqual(["gone", "gone"]);
  expect([processStart(pid), processWords(pid)]).toEqual(["", undefined]);
});

it("takes a process that has ended and was not asked for yet for gone", async () => {
  // The shell never asks for its child, whose number it prints.
  const shell = spawn("sh", ["-c", "true & echo $!; exec sleep 600"], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = await once(shell.stdout, "data");
  const pid = Number(String(line));
  await expect.poll(() => lifeOf(pid, "")).toBe("gone");
  shell.kill("SIGKILL");
  await once(shell, "exit");
});

it("gives this machine one name as long as it runs", () => {
  expect(machineId()).toBe(machineId());
  expect(machineId()).not.toBe("");
});
