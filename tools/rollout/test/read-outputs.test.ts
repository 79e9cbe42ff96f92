import { join } from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { readOutputs } from "../src/read-outputs.ts";
import { readShownOutputs } from "../src/read-shown-outputs.ts";
import { makeWorkspace, put } from "./workspace.ts";

beforeEach(() => () => vi.unstubAllEnvs());

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:AAAA" };
const URN = "urn:pulumi:threa-prod::data::pulumi:pulumi:Stack::data-threa-prod";
const STATE = {
  version: 3,
  checkpoint: {
    latest: {
      secrets_providers: { type: "awskms" },
      resources: [{ urn: URN, type: "pulumi:pulumi:Stack", outputs: { port: 5432, url: SECRET } }],
    },
  },
};

it("reads the plain outputs of a stack with no secret key and no engine, and masks the secret ones", async () => {
  const root = await makeWorkspace({ data: [], network: [] });
  await put(root, "state/.pulumi/stacks/data/threa-prod.json", JSON.stringify(STATE));
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${join(root, "state")}`);
  vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", undefined);
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("HOME", "/nowhere");
  expect(await readOutputs(root, "data", "threa-prod")).toEqual({ port: 5432, url: "[secret]" });
  await expect(readOutputs(root, "network", "threa-prod")).rejects.toMatchObject({ code: "LAYER_NOT_DEPLOYED" });
});

it("needs an engine to show secrets, and none for a layer without", async () => {
  const root = await makeWorkspace({ data: [], network: [] });
  const open = JSON.stringify(STATE).replace(JSON.stringify(SECRET), '"plain"').replaceAll("data", "network");
  await put(root, "state/.pulumi/stacks/data/threa-prod.json", JSON.stringify(STATE));
  await put(root, "state/.pulumi/stacks/network/threa-prod.json", open);
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${join(root, "state")}`);
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("HOME", "/nowhere");
  expect(await readShownOutputs(root, "network", "threa-prod")).toEqual({ port: 5432, url: "plain" });
  await expect(readShownOutputs(root, "data", "threa-prod")).rejects.toMatchObject({ code: "ENGINE_MISSING" });
});
