import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readShownOutputs, setStackSecret } from "@strata/engine";
import { afterEach, beforeEach, expect, it } from "vitest";
import { engine, World } from "./world.ts";

let world: World;
beforeEach(() => {
  world = World.rehearsal("sound");
});
afterEach(() => world.leave());

it("PROL-105: reads a stack's outputs with its secrets in clear, and sets a secret that no argument shows", async () => {
  await world.run("deploy", "network");
  const place = {
    root: join(world.layer("network"), "..", ".."),
    layer: "network",
    environment: "threa-prod",
  } as const;
  expect(await readShownOutputs(engine, place)).toEqual({
    parts: 2,
    password: "hunter2",
    nested: { list: ["hunter3", "plain"] },
  });
  await setStackSecret(engine, place, "strata:data.postgres.password", "$(id) 'x'\nsecond line");
  const file = readFileSync(join(world.folder, "work", "network", "Pulumi.threa-prod.yaml"), "utf8");
  expect(file).toMatch(/strata:data\.postgres\.password:\n +secure: /);
  expect(file).not.toContain("second line");
  const words = ["config", "get", "strata:data.postgres.password", "--stack", "threa-prod", "--non-interactive"];
  const value = execFileSync(engine.command, words, { cwd: join(world.folder, "work", "network"), encoding: "utf8" });
  expect(value.replace(/\n$/, "")).toBe("$(id) 'x'\nsecond line");
});

it("names what the engine says where there is no such stack, and no value", async () => {
  const place = {
    root: join(world.layer("network"), "..", ".."),
    layer: "network",
    environment: "threa-none",
  } as const;
  const failure = await setStackSecret(engine, place, "strata:data.postgres.password", "s3cret-value").catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: "ENGINE_FAILED", message: expect.stringContaining("threa-none") });
  expect(JSON.stringify(failure)).not.toContain("s3cret-value");
});
