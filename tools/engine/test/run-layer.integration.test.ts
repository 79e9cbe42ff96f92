import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readStack } from "@strata/engine";
import { afterEach, describe, expect, it } from "vitest";
import { stackKey } from "../src/state/stack-key.ts";
import { engine, World } from "./world.ts";

let world: World;
afterEach(() => world.leave());

const NOTHING = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };

describe("a layer on the real engine", () => {
  it("is previewed, deployed, deployed again without a change, refreshed and destroyed without a trace", async () => {
    world = World.rehearsal("sound");
    const planned = await world.run("preview", "network");
    expect(planned.changes).toEqual({ ...NOTHING, create: 2 });
    expect((await readStack(engine, world.folder, "network", "threa-prod")).entries).toBe(0);

    const deployed = await world.run("deploy", "network");
    expect(deployed).toMatchObject({ changes: { ...NOTHING, create: 2 }, resources: 2, diagnostics: [] });
    expect((await readStack(engine, world.folder, "network", "threa-prod")).entries).toBeGreaterThan(0);

    expect((await world.run("deploy", "network")).changes).toEqual({ ...NOTHING, same: 2 });
    expect(await world.run("refresh", "network")).toMatchObject({ changes: { ...NOTHING, same: 2 }, resources: 2 });

    expect(await world.run("destroy", "network")).toMatchObject({ changes: { ...NOTHING, delete: 2 }, resources: 0 });
    expect(existsSync(join(world.state, stackKey("network", "threa-prod")))).toBe(false);
    expect((await readStack(engine, world.folder, "network", "threa-prod")).entries).toBe(0);
  });

  it("gives its outputs with secrets masked, at any depth", async () => {
    world = World.rehearsal("sound");
    const { outputs } = await world.run("deploy", "network");
    expect(outputs).toEqual({ parts: 2, password: "[secret]", nested: { list: ["[secret]", "plain"] } });
    expect(JSON.stringify(world.events)).not.toContain("hunter");
  });

  it("counts what a changed configuration adds and takes away, for that run only", async () => {
    world = World.rehearsal("sound");
    await world.run("deploy", "network");
    const more = await world.run("deploy", "network", { "strata:parts": "3" });
    expect(more).toMatchObject({ changes: { ...NOTHING, create: 1, same: 2 }, resources: 3 });
    expect((await world.run("deploy", "network")).changes).toEqual({ ...NOTHING, delete: 1, same: 2 });
  });

  it("tells of warnings", async () => {
    world = World.rehearsal("sound");
    const { diagnostics } = await world.run("deploy", "network", { "strata:warning": "yes" });
    expect(diagnostics).toEqual(["mind the gap"]);
  });

  it("is deployed also when it has nothing to do", async () => {
    world = World.rehearsal("sound");
    expect(await world.run("deploy", "data")).toMatchObject({ changes: NOTHING, resources: 0, outputs: {} });
    expect((await readStack(engine, world.folder, "data", "threa-prod")).entries).toBeGreaterThan(0);
  });

  it("that was never deployed has nothing to destroy, and the engine is not started for it", async () => {
    world = World.rehearsal("sound");
    const { command, starts } = countingEngine(world.folder);
    expect(await world.run("destroy", "network", {}, command)).toMatchObject({ changes: NOTHING, resources: 0 });
    expect(starts()).toEqual([]);
  });

  it("takes one start of the engine to deploy again, and two at first and for a destroy", async () => {
    world = World.rehearsal("sound");
    const { command, starts } = countingEngine(world.folder);
    await world.run("deploy", "network", {}, command);
    expect(starts()).toEqual(["stack", "up"]);
    await world.run("deploy", "network", {}, command);
    expect(starts()).toEqual(["up"]);
    await world.run("destroy", "network", {}, command);
    expect(starts()).toEqual(["destroy", "stack"]);
  });

  it("keeps the settings file of a real stack: neither extra configuration nor a destroy touches it", async () => {
    world = World.repository("sound");
    writeFileSync(join(world.layer("network"), "Pulumi.yaml"), "name: network\nruntime: nodejs\n");
    const settings = join(world.layer("network"), "Pulumi.threa-prod.yaml");
    writeFileSync(settings, "config:\n  strata:parts: 1\n");
    const outcome = await world.run("deploy", "network", { "strata:warning": "yes" });
    expect(outcome).toMatchObject({ resources: 1, diagnostics: ["mind the gap"] });

    await world.run("destroy", "network");
    expect(readFileSync(settings, "utf8")).toMatch(/strata:parts: "?1/);
    expect(readFileSync(settings, "utf8")).not.toContain("warning");
  });
});

/** The engine behind a program that notes the verb of each start. */
function countingEngine(folder: string): { command: string; starts: () => string[] } {
  const bin = join(folder, "counting", "bin");
  const log = join(folder, "starts");
  const command = join(bin, "pulumi");
  mkdirSync(bin, { recursive: true });
  writeFileSync(command, `#!/bin/sh\necho "$1" >> '${log}'\nexec '${engine.command}' "$@"\n`);
  chmodSync(command, 0o755);
  const starts = () => {
    const verbs = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
    writeFileSync(log, "");
    return verbs.filter((verb) => verb !== "version" && verb !== "");
  };
  return { command, starts };
}
