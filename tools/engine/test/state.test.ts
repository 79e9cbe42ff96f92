import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localBackendFolder } from "@strata/shared-config";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkStateFolder } from "../src/state/check-state.ts";
import { readStoredStack } from "../src/state/read-state.ts";
import { stackKey } from "../src/state/stack-key.ts";
import { openFileStore } from "../src/store/file-store.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-state-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function writeState(text: string): void {
  const file = join(folder, stackKey("network", "threa-prod"));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe("where the state is kept", () => {
  it("is the folder of a file URL, whatever its parameters", () => {
    expect(localBackendFolder("file:///var/state?metadata=skip", "/work")).toBe("/var/state");
    expect(localBackendFolder("file://./state", "/clone")).toBe("/clone/state");
    expect(localBackendFolder("file://~", "/work")).toBe(homedir());
    expect(localBackendFolder("file:///with%20space", "/work")).toBe("/with space");
  });

  it("is no folder for other backends", () => {
    expect(localBackendFolder("s3://bucket", "/work")).toBeUndefined();
    expect(localBackendFolder(undefined, "/work")).toBeUndefined();
  });
});

describe("the state before a run", () => {
  it("is fine in a folder with room", async () => {
    await expect(checkStateFolder(folder)).resolves.toBeUndefined();
  });

  it("is refused on a disk without room, which is named", async () => {
    const more = Number.MAX_SAFE_INTEGER;
    await expect(checkStateFolder(folder, more)).rejects.toMatchObject({
      code: "DISK_FULL",
      message: expect.stringContaining(folder),
    });
  });

  it("is refused where it cannot be written", async () => {
    const missing = join(folder, "missing");
    await expect(checkStateFolder(missing)).rejects.toMatchObject({
      code: "STATE_UNWRITABLE",
      message: expect.stringContaining(missing),
    });
  });
});

describe("a stack's state in a folder", () => {
  it("tells a stack that is not there from one that never ran and one that has run", async () => {
    expect(await readStoredStack(openFileStore(folder), "network", "threa-prod")).toBeUndefined();
    writeState(JSON.stringify({ version: 3, checkpoint: { latest: { manifest: {} } } }));
    expect(await readStoredStack(openFileStore(folder), "network", "threa-prod")).toMatchObject({
      entries: 0,
      protectedResources: [],
      dependencies: {},
      outputs: {},
      pending: [],
    });
    writeState(JSON.stringify({ version: 3, checkpoint: { latest: { resources: [{}, {}] } } }));
    expect(await readStoredStack(openFileStore(folder), "network", "threa-prod")).toMatchObject({ entries: 2 });
  });

  it("tells what each resource needs: by inputs, by property, parent and provider", async () => {
    const resources = [
      { urn: "urn:pulumi:e::p::pulumi:providers:aws::aws" },
      { urn: "urn:pulumi:e::p::t::vpc", parent: "", provider: "urn:pulumi:e::p::pulumi:providers:aws::aws::1234" },
      {
        urn: "urn:pulumi:e::p::t::subnet",
        parent: "urn:pulumi:e::p::t::vpc",
        dependencies: ["urn:pulumi:e::p::t::role"],
        propertyDependencies: { vpcId: ["urn:pulumi:e::p::t::vpc"], tags: null },
      },
    ];
    writeState(JSON.stringify({ version: 3, checkpoint: { latest: { resources } } }));
    expect((await readStoredStack(openFileStore(folder), "network", "threa-prod"))?.dependencies).toEqual({
      "urn:pulumi:e::p::pulumi:providers:aws::aws": [],
      "urn:pulumi:e::p::t::vpc": ["urn:pulumi:e::p::pulumi:providers:aws::aws"],
      "urn:pulumi:e::p::t::subnet": ["urn:pulumi:e::p::t::role", "urn:pulumi:e::p::t::vpc"],
    });
  });

  it("is refused when it is damaged, with the command that restores it", async () => {
    writeState("");
    await expect(readStoredStack(openFileStore(folder), "network", "threa-prod")).rejects.toMatchObject({
      code: "STATE_DAMAGED",
      hint: "strata state restore threa-prod network",
    });
  });
});
