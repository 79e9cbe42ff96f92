import { StrataError } from "@strata/shared-config";
import { afterEach, describe, expect, it, vi } from "vitest";
import { clusterMayEnd } from "./fixtures/beside/meeting.ts";
import { World } from "./world.ts";

let world: World;
afterEach(() => world.leave());

/** The messages of severity error that reached the caller. */
function errorsSeen(): string[] {
  return world.events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error" ? [diagnosticEvent.message] : [],
  );
}

describe("an error in a layer's program", () => {
  it("comes out as the very error that was thrown, and only once", async () => {
    world = World.rehearsal("faulty");
    const thrown = await world.run("deploy", "network").catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(StrataError);
    expect(thrown).toMatchObject({ code: "CONTRACT_BROKEN", message: "the program refused" });
    expect(errorsSeen()).toEqual([]);
  });

  it("comes out also when it was thrown where nobody awaits it", async () => {
    world = World.rehearsal("faulty");
    await expect(world.run("preview", "data")).rejects.toMatchObject({ message: "refused in an apply" });
  });

  it("comes out in its own words also when it was thrown inside of what a resource is given", async () => {
    world = World.rehearsal("faulty");
    await expect(world.run("deploy", "observability")).rejects.toMatchObject({ message: "refused in an input" });
  });

  it("is told with its place when it is none of ours", async () => {
    world = World.rehearsal("faulty");
    await expect(world.run("deploy", "cluster")).rejects.toMatchObject({
      code: "ENGINE_FAILED",
      message: expect.stringMatching(
        /^deploy of cluster in threa-prod failed: RangeError: seven is too many\n\s+at cluster .*cluster\/index\.ts:3/,
      ),
    });
  });

  it("names the file that cannot be loaded, or exports no program", async () => {
    world = World.rehearsal("faulty");
    await expect(world.run("deploy", "services")).rejects.toMatchObject({
      code: "LAYER_FILE_INVALID",
      message: expect.stringContaining("stacks/services/index.ts has no default export"),
    });
    await expect(world.run("deploy", "edge")).rejects.toMatchObject({
      code: "LAYER_FILE_INVALID",
      message: expect.stringContaining("no-such-file.ts"),
    });
  });

  it("fails its own layer alone, and nobody else in the process hears of it", async () => {
    world = World.rehearsal("beside");
    const bystander = vi.fn();
    process.on("unhandledRejection", bystander);
    const cluster = world.run("deploy", "cluster");
    await expect(world.run("deploy", "data")).rejects.toMatchObject({
      message: expect.stringContaining("data has failed"),
    });
    clusterMayEnd.resolve();
    expect((await cluster).outputs).toEqual({ name: "cluster" });
    expect(bystander).not.toHaveBeenCalled();
    expect(process.listeners("unhandledRejection")).toContain(bystander);
    process.off("unhandledRejection", bystander);
  });
});

describe("an error of the engine", () => {
  it("is told in the engine's words when a secret's passphrase is wrong", async () => {
    world = World.rehearsal("sound");
    await world.run("deploy", "network");
    vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "another");
    const failure = expect(world.run("deploy", "network")).rejects;
    await failure.toMatchObject({ code: "ENGINE_FAILED", message: expect.stringContaining("incorrect passphrase") });
  });
});
