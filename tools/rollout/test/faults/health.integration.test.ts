import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RolloutRecord } from "../../src/record.ts";
import { openSimulated, recordOf, type Simulated } from "./simulated.ts";

const ENVIRONMENT = "threa-prod";

describe.runIf(process.env.STRATA_FAULTS === "long")("a service that never becomes healthy", () => {
  let world: Simulated;

  beforeAll(async () => {
    world = await openSimulated();
    expect(recordOf(await world.roll("deploy", ENVIRONMENT, "network,data,cluster").ended).status).toBe("succeeded");
  });

  afterAll(() => world.close());

  const roll = async (operation: string, ...settings: readonly string[]): Promise<RolloutRecord> =>
    recordOf(await world.roll(operation, ENVIRONMENT, "services", ...settings).ended);

  it("F42 says plainly that a first deployment has nothing to be rolled back to, until it is mended", async () => {
    await world.arm("unhealthy create aws:ecs/service:Service");
    const failed = await roll("deploy");
    expect(failed).toMatchObject({ status: "failed", exitCode: 1 });
    expect(failed.layers[0]?.error?.code).toBe("SERVICE_UNSTEADY");
    expect(failed.layers[0]?.reason).toBe(
      "service app did not come up: ECS deployment circuit breaker: tasks failed to start; " +
        "there is no earlier deployment to roll back to\n    (service threa) deployment failed: tasks failed to start.",
    );
    await world.arm();
    // Nothing is new, and it is still not well.
    expect(await roll("deploy")).toMatchObject({ status: "failed", exitCode: 1 });
    expect((await roll("deploy", "services.app.image.tag=v2")).status).toBe("succeeded");
  });

  it("F41 fails where ECS rolls a service back, says to what, and rolls it out again after a refresh", async () => {
    await world.arm("unhealthy update aws:ecs/service:Service");
    const failed = await roll("deploy", "services.app.image.tag=v3");
    expect(failed).toMatchObject({ status: "failed", exitCode: 1 });
    expect(failed.layers[0]?.reason).toMatch(/tasks failed to start; ECS rolled it back to threa:\d+/);
    expect(failed.layers[0]?.error?.hint).toContain(`nx refresh services -c ${ENVIRONMENT}`);
    await world.arm();
    await roll("refresh");
    expect((await roll("deploy", "services.app.image.tag=v3")).status).toBe("succeeded");
  });

  it("F41 does not wait where a service's settings do not want it", async () => {
    await world.arm("unhealthy update aws:ecs/service:Service");
    const settings = ["services.app.image.tag=v4", "services.app.deployment.wait=false"];
    expect((await roll("deploy", ...settings)).status).toBe("succeeded");
  });
});
