import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld, readAccount, rehearsalEnvironment, startCloud, stopCloud, type World } from "@strata/rehearsal";
import { type RolloutRequest, runRollout } from "@strata/rollout";
import { CONTRACTS, type Contract, findRoot } from "@strata/shared-config";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

const root = findRoot(import.meta.dirname) ?? "";
let world: World;
let folder: string;
/** The VPC of happyrobot-dev, with a NAT gateway in each zone. */
let withNat: Contract<"network">;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "strata-adoption-"));
  world = openWorld(folder);
  const cloud = await startCloud(world);
  for (const [name, value] of Object.entries(rehearsalEnvironment(world, cloud.port))) vi.stubEnv(name, value);
  withNat = await made("happyrobot-dev");
});

afterAll(async () => {
  await stopCloud(world);
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

type Run = Pick<RolloutRequest, "environment" | "config" | "operation">;

/** Runs the network layer of an environment and gives what became of it. */
async function network(run: Run) {
  const host = { notify: () => {}, now: () => new Date(), signal: new AbortController().signal };
  const { layers } = await runRollout({ root, layers: ["network"], ...run }, host);
  const [layer] = layers;
  if (layer === undefined) throw new Error("the network layer did not run");
  return layer;
}

async function made(environment: string): Promise<Contract<"network">> {
  return CONTRACTS.network.parse((await network({ environment, operation: "deploy", config: {} })).outputs);
}

/** Settings with which another environment, of the same region, adopts a VPC instead of making one. */
function adopting({ vpcId, publicSubnetIds, privateSubnetIds }: Contract<"network">): Run["config"] {
  const existing = { vpcId, publicSubnetIds, privateSubnetIds };
  return { "network.existing": JSON.stringify(existing), "network.subnets": "null" };
}

describe("a VPC that another environment made", () => {
  it("is adopted where its private subnets have a NAT gateway: nothing but groups, rules and logs is made in it", async () => {
    const adopter = {
      environment: "happyrobot-staging",
      config: { ...adopting(withNat), "naming.suffix": "-adopter", "network.flowLogs.enabled": "true" },
    };
    const deployed = await network({ ...adopter, operation: "deploy" });
    const { vpcId, vpcCidr, zones, publicSubnetIds, privateSubnetIds } = withNat;
    expect(deployed.outputs).toMatchObject({ vpcId, vpcCidr, zones, publicSubnetIds, privateSubnetIds });
    expect(deployed.changes).toMatchObject({ update: 0, replace: 0, delete: 0 });
    const kinds = new Set(
      readAccount(world.account)
        .filter(({ urn }) => urn.includes("::network::") && urn.startsWith("urn:pulumi:happyrobot-staging::"))
        .map(({ type }) => type.split(":").at(-1)),
    );
    expect([...kinds].sort()).toEqual([
      "FlowLog",
      "LogGroup",
      "Role",
      "RolePolicy",
      "SecurityGroup",
      "SecurityGroupEgressRule",
      "SecurityGroupIngressRule",
    ]);
    const again = await network({ ...adopter, operation: "deploy" });
    expect(again.changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 });
    expect((await network({ ...adopter, operation: "destroy" })).status).toBe("succeeded");
  });

  it("is refused in the preview, each private subnet by name, where they have no way out", async () => {
    const vpc = await made("threa-prod");
    const refused = await network({ environment: "threa-scaled", config: adopting(vpc), operation: "preview" });
    expect(refused.status).toBe("failed");
    expect(refused.reason).toMatch(/^the network that threa-scaled adopts is not fit for it/);
    for (const id of vpc.privateSubnetIds) expect(refused.reason).toMatch(new RegExp(`${id} .*NAT gateway`));
    for (const id of vpc.publicSubnetIds) expect(refused.reason).not.toContain(id);
  });

  it("is refused where a subnet is named that it does not have", async () => {
    const [first = "", ...others] = withNat.privateSubnetIds;
    const elsewhere = adopting({ ...withNat, privateSubnetIds: [...others, "subnet-0123456789abcdef0"] });
    const refused = await network({ environment: "happyrobot-staging", config: elsewhere, operation: "preview" });
    expect(refused.reason).toContain(`subnet-0123456789abcdef0 (private): does not exist in ${withNat.vpcId}`);
    expect(refused.reason).not.toContain(first);
  });
});
