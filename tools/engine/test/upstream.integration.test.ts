import { UNKNOWN } from "@strata/shared-config";
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

  const outputs = {
    vpcId: "vpc-1",
    vpcCidr: "10.0.0.0/16",
    zones: ["a", "b"],
    publicSubnetIds: ["subnet-1", UNKNOWN],
    privateSubnetIds: ["subnet-3", "subnet-4"],
    serviceSecurityGroupIds: {},
  };
  const given = (state: "deployed" | "planned", rest: object = {}) =>
    new Map([["network", { state, outputs: { ...outputs, ...rest } }] as const]);

  it("takes in a preview what it is given, known or not, and says which of it it read", async () => {
    const known = await world.run("preview", "data", {}, undefined, given("planned"));
    expect(known.outputs).toEqual({ secretReferences: { seen: "arn:vpc-1" } });
    expect(known.consumed).toEqual([{ upstream: "network", output: "vpcId", state: "planned" }]);
    const unknown = await world.run("preview", "data", {}, undefined, given("planned", { vpcId: UNKNOWN }));
    expect(unknown.outputs).toEqual({ secretReferences: { seen: UNKNOWN } });
    expect(unknown.consumed[0]?.state).toBe("unknown");
  });

  it("is refused in a preview what breaks the contract, unless it is not known", async () => {
    const run = world.run(
      "preview",
      "data",
      {},
      undefined,
      given("planned", { vpcId: UNKNOWN, vpcCidr: 7, zones: [UNKNOWN] }),
    );
    await expect(run).rejects.toMatchObject({
      code: "CONTRACT_BROKEN",
      message: expect.stringMatching(/data\n {2}vpcCidr: .*\n {2}zones: .*$/),
    });
  });

  it("takes in a deploy nothing that is planned, and nothing that holds an unknown", async () => {
    await expect(world.run("deploy", "data", {}, undefined, given("planned"))).rejects.toMatchObject({
      code: "CONTRACT_BROKEN",
      message: expect.stringContaining("vpcId: a deploy takes nothing that is only planned"),
    });
    await expect(world.run("deploy", "data", {}, undefined, given("deployed"))).rejects.toMatchObject({
      code: "CONTRACT_BROKEN",
      message: expect.stringMatching(/data\n {2}publicSubnetIds: a deploy takes nothing/),
    });
  });
});
