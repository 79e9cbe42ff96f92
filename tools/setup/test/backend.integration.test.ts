/*
 * The place of a state from nothing, on AWS's API, and then a rollout of the real engine that has nothing but the environment's
 * file to find it.
 */

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { type Moto, startMoto } from "@strata/moto";
import { findRecord, readLocks, readOutputs, runRollout } from "@strata/rollout";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { makeEngineWorkspace } from "../../rollout/test/engine-workspace.ts";
import { recordingHost as rolloutHost } from "../../rollout/test/recording-host.ts";
import { openAws } from "../src/aws/aws.ts";
import { stateSettingsStep } from "../src/backend/state-settings-step.ts";
import { BACKEND_STEPS } from "../src/backend/steps.ts";
import { planSetup, runSetup } from "../src/run-setup.ts";
import { recordingHost } from "./recording-host.ts";

const STEPS = [...BACKEND_STEPS, stateSettingsStep];
const REGION = "eu-central-1";
const STATE_VARIABLES = ["PULUMI_BACKEND_URL", "STRATA_LOCK_TABLE", "STRATA_SECRETS_PROVIDER", "STRATA_FILLED_IN"];
let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());

beforeEach(() => {
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  return () => vi.unstubAllEnvs();
});

/** A workspace of one tiny layer whose environment's file says nothing of its state yet. */
async function enter() {
  const { root, variables } = await makeEngineWorkspace({ network: { upstreams: [] } });
  const { STRATA_REHEARSAL: _, PULUMI_DEBUG_PROVIDERS: __, PULUMI_BACKEND_URL: ___, ...rest } = variables;
  for (const name of ["STRATA_REHEARSAL", "PULUMI_DEBUG_PROVIDERS", "PULUMI_CONFIG_PASSPHRASE", ...STATE_VARIABLES])
    vi.stubEnv(name, undefined);
  const { PULUMI_CONFIG_PASSPHRASE: ____, ...calm } = rest;
  for (const [name, value] of Object.entries(calm)) vi.stubEnv(name, value);
  await rm(join(root, "environments"));
  await mkdir(join(root, "environments"));
  const file = join(root, "environments", "acme.yaml");
  await writeFile(file, "# Acme's own\nproduct: threa\ntier: prod\n");
  return { root, file };
}

it("PROL-095, PROL-097, PROL-098: makes bucket, table and key, signs in, and a rollout finds all of it by the file", async () => {
  const { root, file } = await enter();
  const aws = openAws(REGION);
  const { host } = recordingHost();
  const answers = {
    "state.backend": "s3",
    "state.bucket": "acme-states/platform",
    "state.lockTable": "acme-locks",
    "state.secrets": "kms",
    "state.key": "alias/acme-state",
  };
  const context = { root, environment: "acme", answers, secrets: new Map(), aws, accountId: "123456789012", host };
  expect(await runSetup(STEPS, context)).toEqual([
    "state-bucket",
    "lock-table",
    "state-key",
    "login",
    "state-settings",
  ]);
  const planned = await planSetup(STEPS, context);
  expect(planned.flatMap(({ prepared }) => prepared.changes.map(({ action }) => action))).not.toContain("change");
  expect(await runSetup(STEPS, context)).toEqual([]);
  expect(await readFile(file, "utf8")).toBe(
    [
      "# Acme's own",
      "product: threa",
      "tier: prod",
      "state:",
      "  backend: s3://acme-states/platform?region=eu-central-1",
      "  lockTable: acme-locks",
      "  secretsProvider: awskms://alias/acme-state?region=eu-central-1",
      "",
    ].join("\n"),
  );

  const request = { root, environment: "acme", operation: "deploy", layers: "all", config: {} } as const;
  expect(await runRollout(request, rolloutHost().host)).toMatchObject({ status: "succeeded", fence: 1 });
  const s3 = await aws.s3();
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "acme-states" }));
  expect(Contents.map(({ Key }) => Key)).toContain("platform/.pulumi/stacks/network/acme.json");
  expect(await readFile(join(root, "stacks/network/Pulumi.acme.yaml"), "utf8")).toMatch(
    /secretsprovider: awskms:\/\/alias\/acme-state\?region=eu-central-1\nencryptedkey: /,
  );

  // As another process, which has heard of nothing yet.
  const afresh = async <Read>(read: () => Promise<Read>) => {
    for (const name of STATE_VARIABLES) delete process.env[name];
    return read();
  };
  expect(await afresh(() => readOutputs(root, "network", "acme"))).toMatchObject({ name: "network" });
  expect(await afresh(() => readLocks(root, "acme"))).toMatchObject({
    place: "s3://acme-states/platform#acme in the DynamoDB table acme-locks",
  });
  expect(await afresh(() => findRecord(root, join(root, "nowhere"), { environment: "acme" }))).toMatchObject({
    fence: 1,
  });
  expect(await runRollout({ ...request, operation: "destroy" }, rolloutHost().host)).toMatchObject({ fence: 2 });
  aws.close();
});
