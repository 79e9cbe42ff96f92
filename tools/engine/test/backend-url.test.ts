import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { backendUrl } from "../src/store/backend-url.ts";
import { openStore } from "../src/store/open-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-backend-"));
  vi.stubEnv("PULUMI_BACKEND_URL", "");
  vi.stubEnv("PULUMI_CREDENTIALS_PATH", "");
  vi.stubEnv("PULUMI_HOME", join(folder, "home"));
  await mkdir(join(folder, "home"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const signIn = (text: string) => writeFile(join(folder, "home", "credentials.json"), text);

it("is the one of the environment variable, else of the project, else where somebody signed in last", async () => {
  expect(backendUrl(folder)).toBeUndefined();
  await signIn('{ "current": "s3://signed-in" }');
  expect(backendUrl(folder)).toBe("s3://signed-in");
  await writeFile(join(folder, "Pulumi.yaml"), "name: network\nbackend:\n  url: s3://project\n");
  expect(backendUrl(folder)).toBe("s3://project");
  vi.stubEnv("PULUMI_BACKEND_URL", "s3://variable");
  expect(backendUrl(folder)).toBe("s3://variable");
});

it("is looked up in the layers from the root of the workspace", async () => {
  await mkdir(join(folder, "stacks", "network"), { recursive: true });
  await writeFile(join(folder, "stacks", "network", "Pulumi.yaml"), "name: network\nbackend: { url: s3://layers }\n");
  expect(backendUrl(folder)).toBe("s3://layers");
});

it("is left to the engine where a file cannot be read", async () => {
  await signIn("{");
  await writeFile(join(folder, "Pulumi.yaml"), "name: [");
  expect(backendUrl(folder)).toBeUndefined();
});

it("has a store that we reach in a folder and in S3, and none elsewhere", () => {
  const placeOf = (url: string) => {
    vi.stubEnv("PULUMI_BACKEND_URL", url);
    return openStore(folder)?.place;
  };
  expect(placeOf("file:///var/state?metadata=skip")).toBe("/var/state");
  expect(placeOf("s3://states/team?region=eu-central-1")).toBe("s3://states/team");
  for (const url of ["https://api.pulumi.com", "gs://states", "azblob://states"]) expect(placeOf(url)).toBeUndefined();
});
