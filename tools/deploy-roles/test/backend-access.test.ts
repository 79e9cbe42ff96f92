import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { readBackend } from "../src/backend-access.ts";

const PLACE = { environment: "acme-prod", account: "123456789012", region: "eu-central-1" };
const folders: string[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function workspace(settings: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "strata-backend-"));
  folders.push(root);
  for (const [layer, text] of Object.entries(settings)) {
    mkdirSync(join(root, "stacks", layer), { recursive: true });
    writeFileSync(join(root, "stacks", layer, "Pulumi.acme-prod.yaml"), text);
  }
  return root;
}

it("reads bucket, prefix, table and the keys of the stacks, each key once", () => {
  vi.stubEnv("PULUMI_BACKEND_URL", "s3://acme-state/platform?region=eu-west-1&kmskeyid=11111111-2222");
  vi.stubEnv("STRATA_LOCK_TABLE", "acme-locks");
  const alias = "secretsprovider: awskms://alias/acme-state?region=eu-west-1&context_team=platform\n";
  const root = workspace({ network: alias, data: alias, edge: "secretsprovider: passphrase\n" });
  expect(readBackend(root, PLACE)).toEqual({
    bucket: "acme-state",
    prefix: "platform/",
    lockTable: "arn:aws:dynamodb:eu-west-1:123456789012:table/acme-locks",
    keys: [
      { arn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222", alias: undefined, context: {} },
      { arn: "arn:aws:kms:eu-west-1:123456789012:key/*", alias: "alias/acme-state", context: { team: "platform" } },
    ],
  });
});

it("takes a key by its ARN as it is", () => {
  vi.stubEnv("PULUMI_BACKEND_URL", "s3://acme-state");
  vi.stubEnv("STRATA_LOCK_TABLE", "");
  const arn = "arn:aws:kms:eu-north-1:123456789012:key/1";
  const root = workspace({ network: `secretsprovider: awskms:///${arn}?region=eu-north-1\n` });
  expect(readBackend(root, PLACE)).toMatchObject({ lockTable: undefined, keys: [{ arn, alias: undefined }] });
});

it("has no backend for Pulumi Cloud or a folder", () => {
  for (const url of ["https://api.pulumi.com", "file:///srv/state"]) {
    vi.stubEnv("PULUMI_BACKEND_URL", url);
    expect(readBackend(workspace({}), PLACE)).toBeUndefined();
  }
});
