import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld, rehearsalEnvironment, startCloud, stopCloud } from "@strata/rehearsal";
import { type LayerRecord, type RolloutRequest, runRollout } from "@strata/rollout";
import { findRoot, type LayerName } from "@strata/shared-config";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

const root = findRoot(import.meta.dirname) ?? "";
const folder = mkdtempSync(join(tmpdir(), "strata-data-"));
const world = openWorld(folder);

beforeAll(async () => {
  const cloud = await startCloud(world);
  for (const [name, value] of Object.entries(rehearsalEnvironment(world, cloud.port))) vi.stubEnv(name, value);
  await run("deploy", {}, ["network", "data"]);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await stopCloud(world);
  rmSync(folder, { recursive: true });
});

/** Runs layers of an environment with protected stores and generated secrets; gives what became of the last one. */
async function run(
  operation: RolloutRequest["operation"],
  config: Record<string, string> = {},
  layers: readonly LayerName[] = ["data"],
): Promise<LayerRecord> {
  const host = { notify: () => {}, now: () => new Date(), signal: new AbortController().signal };
  const record = await runRollout(
    { root, environment: "proliferate-prod", operation, layers, config, cutoff: false },
    host,
  );
  const last = record.layers.at(-1);
  if (last === undefined) throw new Error("the rollout ran no layer");
  return last;
}

describe("a generated secret", () => {
  const entry = "data.secrets.entries.better-auth-secret";

  it("PROL-084 survives the next deployment as the preview says, and so does all else", async () => {
    for (const operation of ["preview", "deploy"] as const) {
      const { status, changes } = await run(operation);
      expect({ status, changes }).toMatchObject({ status: "succeeded", changes: { create: 0, update: 0, replace: 0 } });
    }
  });

  it.each([
    ["length", `${entry}.length`, "48", "better-auth-secret is base64 of length 32"],
    ["format", `${entry}.format`, "hex", "better-auth-secret is base64 of length 32"],
    ["kind", "data.secrets.entries.llm-proxy-master-key.format", "base64", "llm-proxy-master-key is alphanumeric of"],
  ])("RUN-020 is refused another %s in the preview", async (_what, path, value, sentence) => {
    const { status, reason, error } = await run("preview", { [path]: value });
    expect({ status, error }).toMatchObject({ status: "failed", error: { code: "SECRET_WOULD_CHANGE" } });
    expect(reason).toContain(sentence);
    expect(error?.hint).toMatch(/\.generation: 2/);
  });

  it("becomes another value with a higher generation, whatever its length and format", async () => {
    const { status, changes } = await run("preview", {
      [`${entry}.generation`]: "2",
      [`${entry}.length`]: "48",
      [`${entry}.format`]: "hex",
    });
    expect({ status, changes }).toMatchObject({
      status: "succeeded",
      changes: { create: 1, update: 0, replace: 1, delete: 1 },
    });
  });
});

describe("a protected store", () => {
  const replacing = { "data.postgres.username": "other", "naming.base": "other" };
  const lifted = { "data.unprotected": "true" };

  it("PROL-013 PROL-019 fails the preview of a change that would replace it, database or cache", async () => {
    const { status, reason } = await run("preview", replacing);
    expect(status).toBe("failed");
    expect(reason).toMatch(/aws:rds\/instance:Instance postgres.* protected/s);
    expect(reason).toMatch(/aws:elasticache\/replicationGroup:ReplicationGroup redis.* protected/s);
  });

  it("PROL-020 refuses to be destroyed, and goes after a deployment that lifts the protection", async () => {
    await expect(run("destroy")).rejects.toMatchObject({ code: "RESOURCE_PROTECTED" });
    expect(await run("deploy", lifted)).toMatchObject({ status: "succeeded", changes: { replace: 0, delete: 0 } });
    expect(await run("preview", { ...replacing, ...lifted })).toMatchObject({ status: "succeeded" });
    expect(await run("destroy")).toMatchObject({ status: "succeeded", resources: 0 });
  });
});
