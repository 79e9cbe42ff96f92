import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StackNotFoundError } from "@pulumi/pulumi/automation/index.js";
import { beforeEach, expect, it } from "vitest";
import { openCommand } from "../src/cli/command.ts";
import { EngineLeash } from "../src/cli/engine-leash.ts";
import { leashedCommand } from "../src/cli/leashed-command.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-leash-"));
  return () => rm(folder, { recursive: true });
});

/** A program in the place of the CLI, which runs it with these arguments. */
async function cli(program: string) {
  const file = join(folder, "bin", "pulumi");
  await mkdir(join(folder, "bin"));
  await writeFile(file, program);
  await chmod(file, 0o755);
  const leash = new EngineLeash();
  const command = leashedCommand(await openCommand(file), leash);
  return { leash, run: (...args: readonly string[]) => command.run(args, folder, {}) };
}

/** Counts its SIGINT, as the engine does, and stays. */
const COUNTING = `#!${process.execPath}
if (process.argv[2] === "version") process.exit();
let count = 0;
process.on("SIGINT", () => {
  console.log("asked", ++count);
  if (count === 2) process.exit(5);
});
setInterval(() => undefined, 1000);
require("node:fs").writeFileSync("ready", "");
`;

const ready = async () => {
  while (!existsSync(join(folder, "ready"))) await pause(20);
};

it("gives what the CLI wrote, and takes its failures for what they are", async () => {
  const { run } = await cli(
    '#!/bin/sh\n[ "$1" = version ] && exit\necho "$@"\n[ "$1" = preview ] && exit\necho "no stack named x found" >&2\nexit 6\n',
  );
  expect(await run("preview", "--json")).toEqual({ stdout: "preview --json --non-interactive\n", stderr: "", code: 0 });
  await expect(run("up")).rejects.toThrow(StackNotFoundError);
});

it("starts it deaf to SIGINT: a signal before it listens does not end it with its lock in hand", async () => {
  const { run } = await cli('#!/bin/sh\n[ "$1" = version ] && exit\nkill -INT $$\necho alive\n');
  expect(await run("up")).toMatchObject({ stdout: "alive\n" });
});

it("asks once for the first level, once more for the second, and not before the engine was heard", async () => {
  const { leash, run } = await cli(COUNTING);
  const ended = run("up").catch((error: unknown) => String(error));
  await ready();
  leash.pull(1);
  leash.pull(2);
  leash.heard();
  expect(await ended).toContain("code: 5\n stdout: asked 1\nasked 2\n");
});

it("kills for the third level, whatever was heard", async () => {
  const { leash, run } = await cli(COUNTING);
  const ended = run("up").catch((error: unknown) => String(error));
  await ready();
  leash.pull(3);
  expect(await ended).toContain("ended by SIGKILL");
});

it("starts no further operation once it was asked, and lets the short commands through", async () => {
  const { leash, run } = await cli("#!/bin/sh\necho ran\n");
  leash.pull(1);
  await expect(run("up")).rejects.toThrow("up was not started: the run is stopping");
  expect(await run("stack", "init")).toMatchObject({ stdout: "ran\n" });
});
