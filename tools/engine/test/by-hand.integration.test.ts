import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterEach, describe, expect, it } from "vitest";
import { engine, World } from "./world.ts";

const NETWORK = fileURLToPath(new URL("../../../stacks/network/", import.meta.url));

let world: World;
afterEach(() => world.leave());

describe("a layer by hand", () => {
  it("is deployed by the engine and its language host alone, and a run through us then finds nothing to change", async () => {
    world = World.repository("sound");
    const cwd = world.layer("network");
    for (const file of ["Pulumi.yaml", "package.json"]) copyFileSync(join(NETWORK, file), join(cwd, file));
    const env = { PATH: `${dirname(engine.command)}:${process.env.PATH}`, PULUMI_SKIP_UPDATE_CHECK: "true" };
    await execa("pulumi", ["stack", "init", "threa-prod"], { cwd, env });
    const { stdout } = await execa("pulumi", ["up", "--yes", "--skip-preview", "--stack", "threa-prod"], { cwd, env });
    expect(stdout).toContain("3 created");
    expect((await world.run("deploy", "network")).changes).toMatchObject({ create: 0, same: 2 });
  });
});
