import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { World } from "./world.ts";

let world: World;
beforeEach(() => {
  world = World.rehearsal("consumer");
  // Nothing listens there: neither layer has a resource that needs a provider.
  vi.stubEnv("PULUMI_DEBUG_PROVIDERS", "aws:1,awsx:1,cloudflare:1,random:1");
});
afterEach(() => world.leave());

describe("a layer that reads its upstream", () => {
  it("gets the outputs that the contract promises", async () => {
    await world.run("deploy", "network");
    expect((await world.run("deploy", "data")).outputs).toEqual({ secretReferences: { seen: "arn:vpc-1" } });
  });

  it("is refused when the upstream was never deployed, with the command that deploys it", async () => {
    await expect(world.run("preview", "data")).rejects.toMatchObject({
      code: "UPSTREAM_NOT_DEPLOYED",
      message: "network has no deployed stack threa-prod",
      hint: "nx deploy network -c threa-prod",
    });
  });

  it("is refused when an output is missing, by name", async () => {
    await world.run("deploy", "network", { "strata:without": "vpcId" });
    await expect(world.run("deploy", "data")).rejects.toMatchObject({
      code: "CONTRACT_BROKEN",
      message: expect.stringMatching(/^network of threa-prod breaks its contract with data\n {2}vpcId: /),
    });
  });

  it("is refused when an output has another shape, by name", async () => {
    await world.run("deploy", "network", { "strata:bent": "publicSubnetIds" });
    await expect(world.run("preview", "data")).rejects.toMatchObject({
      code: "CONTRACT_BROKEN",
      message: expect.stringMatching(/publicSubnetIds: .*expected array/),
    });
  });
});
