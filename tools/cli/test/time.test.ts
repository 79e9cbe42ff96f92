import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeEngineWorkspace } from "../../rollout/test/engine-workspace.ts";
import { layerRecord, rolloutRecord } from "../../rollout/test/records.ts";
import { strata } from "./run.ts";

afterEach(() => vi.restoreAllMocks());

const NAT = "urn:pulumi:threa-prod::network::aws:ec2/natGateway:NatGateway::vpc-1";

/** A repository in which threa-prod was rehearsed twice: a change, and a run that failed. */
async function rehearsed() {
  const { root } = await makeEngineWorkspace({ network: { upstreams: [] } });
  const write = async (id: string, status: "succeeded" | "failed", resources: readonly object[]) => {
    const folder = join(root, ".strata", "rehearsal", "runs", id);
    await mkdir(folder, { recursive: true });
    const layers = [{ layer: "network", waitsFor: [], resources, before: {}, after: { [NAT]: [] } }];
    const trace = { version: 1, id, operation: "deploy", environment: "threa-prod", concurrency: 1, layers };
    await writeFile(join(folder, "resources.json"), JSON.stringify(trace));
    await writeFile(
      join(folder, "record.json"),
      JSON.stringify(rolloutRecord([layerRecord("network")], { id, status })),
    );
  };
  const made = { urn: NAT, type: "aws:ec2/natGateway:NatGateway", steps: ["create"], settings: {} };
  await write("2026-11-20T12-00-00-000Z", "succeeded", [made]);
  await write("2026-11-20T13-00-00-000Z", "failed", [made]);
  vi.spyOn(process, "cwd").mockReturnValue(root);
}

describe("strata time", () => {
  it("shows again what the last change that ended well takes, with its path and waits", async () => {
    await rehearsed();
    const { code, out } = await strata("time", "threa-prod");
    expect(code).toBe(0);
    expect(out).toContain("deploy of threa-prod: a real account takes about 112 s (87 s to 2 min)");
    expect(out).toMatch(/│ network │ +0 s │ +112 s/);
    expect(out).toMatch(/│ network │ create aws.ec2.NatGateway vpc-1 │ 107 s │ reported/);
    expect(out).toContain("2026-11-20T12-00-00-000Z/record.json");
  });

  it("gives all of it as JSON, with each figure's source, and predicts a deletion", async () => {
    await rehearsed();
    const { prediction } = JSON.parse((await strata("time", "threa-prod", "--destroy", "--json")).out);
    expect(prediction).toMatchObject({ version: 1, operation: "destroy", environment: "threa-prod" });
    expect(prediction.criticalPath.at(-1)).toMatchObject({
      verb: "delete",
      name: "vpc-1",
      seconds: 60,
      basis: "reported",
      source: expect.stringContaining("destroy logs"),
    });
  });

  it("says how to get there where nothing was rehearsed", async () => {
    await rehearsed();
    const { code, err } = await strata("time", "suna-prod");
    expect(code).toBe(2);
    expect(err).toContain("REHEARSAL_MISSING");
    expect(err).toContain("pnpm strata rehearse suna-prod");
  });
});
