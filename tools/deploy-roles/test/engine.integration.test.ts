import { runRollout } from "@strata/rollout";
import { LAYERS, type LayerName } from "@strata/shared-config";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { makeEngineWorkspace } from "../../rollout/test/engine-workspace.ts";
import { createLockTable } from "../../rollout/test/lock/aws-backend.ts";
import { recordingHost } from "../../rollout/test/recording-host.ts";
import { type EnforcedAccount, openEnforcedAccount } from "./enforced-account.ts";
import { rolesOf, STATE } from "./roles.ts";

const LONG = process.env.STRATA_FAULTS === "long";

/** The product's graph, without what the layers make. */
const GRAPH = {
  network: { upstreams: [] },
  data: { upstreams: ["network"] },
  cluster: { upstreams: ["network"] },
  services: { upstreams: ["network", "data", "cluster"] },
  edge: { upstreams: ["cluster", "services"] },
  observability: { upstreams: ["data", "cluster", "services", "edge"] },
};

let account: EnforcedAccount;
let root: string;
let variables: Record<string, string>;

beforeAll(async () => {
  if (!LONG) return;
  account = await openEnforcedAccount(Object.values(await rolesOf("threa-prod")), STATE.bucket, []);
  await createLockTable(account.moto.endpoint, "acme-locks");
  const workspace = await makeEngineWorkspace(GRAPH);
  root = workspace.root;
  const { STRATA_REHEARSAL: _, PULUMI_DEBUG_PROVIDERS: __, ...rest } = workspace.variables;
  const address = `region=eu-central-1&endpoint=${encodeURIComponent(account.moto.endpoint)}&s3ForcePathStyle=true&disableSSL=true`;
  variables = {
    ...rest,
    ...account.moto.variables,
    AWS_ENDPOINT_URL_DYNAMODB: account.moto.endpoint,
    PULUMI_BACKEND_URL: `s3://${STATE.bucket}/platform?${address}`,
    STRATA_LOCK_TABLE: "acme-locks",
  };
});
beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});
afterAll(() => account?.stop());

async function roll(
  layers: readonly LayerName[] | "all",
  layer?: LayerName,
  operation: "deploy" | "preview" = "deploy",
) {
  const identity = layer === undefined ? undefined : account.identities[layer];
  const own = identity && {
    AWS_ACCESS_KEY_ID: identity.accessKeyId,
    AWS_SECRET_ACCESS_KEY: identity.secretAccessKey,
    AWS_SESSION_TOKEN: identity.sessionToken,
  };
  for (const [name, value] of Object.entries({ ...variables, ...own })) vi.stubEnv(name, value);
  const { host, events } = recordingHost();
  const record = await runRollout(
    { root, environment: "threa-prod", operation, layers, config: {}, cutoff: false },
    host,
  );
  return { record, events };
}

it.runIf(LONG)("deploys a layer with its own role on the real engine, and no other layer with it", async () => {
  expect((await roll("all")).record).toMatchObject({ status: "succeeded" });
  await account.enforce();
  for (const layer of LAYERS) {
    const { record } = await roll([layer], layer);
    expect(record, layer).toMatchObject({ status: "succeeded", layers: [{ layer, status: "succeeded" }] });
  }
  await expect(roll(["data"], "services")).rejects.toMatchObject({
    code: "STATE_UNREACHABLE",
    message: expect.stringContaining("AccessDenied"),
  });
});
