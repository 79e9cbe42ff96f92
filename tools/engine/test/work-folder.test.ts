import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runSettings, workFolder } from "../src/run/work-folder.ts";

const KEY = "awskms://alias/acme?region=eu-central-1";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-settings-"));
  vi.stubEnv("STRATA_REHEARSAL", undefined);
  vi.stubEnv("STRATA_SECRETS_PROVIDER", KEY);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** What encrypts the secrets of the stack acme. */
async function provider(): Promise<string | undefined> {
  const place = { root: folder, layer: "network", environment: "acme" } as const;
  return (await runSettings(place, folder, {}, folder)).secretsProvider;
}

describe("the secrets of a stack are encrypted", () => {
  it("as the environment says, where the stack is made anew", async () => {
    expect(await provider()).toBe(KEY);
  });

  it("as the stack's own file says, whatever the environment says by now", async () => {
    writeFileSync(join(folder, "Pulumi.acme.yaml"), "secretsprovider: passphrase\nencryptionsalt: v1:x\n");
    expect(await provider()).toBe("passphrase");
  });

  it("in the engine's own way, where nobody says anything, and in a rehearsal", async () => {
    vi.stubEnv("STRATA_SECRETS_PROVIDER", "");
    expect(await provider()).toBeUndefined();
    vi.stubEnv("STRATA_SECRETS_PROVIDER", KEY);
    vi.stubEnv("STRATA_REHEARSAL", folder);
    expect(await provider()).toBeUndefined();
  });
});

it("keeps a rehearsal's stack settings in the rehearsal's own folder", async () => {
  const place = { root: folder, layer: "network", environment: "acme" } as const;
  expect(await workFolder(place)).toBe(join(folder, "stacks", "network"));
  vi.stubEnv("STRATA_REHEARSAL", join(folder, "world"));
  expect(await workFolder(place)).toBe(join(folder, "world", "work", "network"));
  expect(existsSync(join(folder, "stacks"))).toBe(false);
});
