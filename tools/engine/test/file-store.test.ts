import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openFileStore } from "../src/store/file-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("reads what was written, lists it by prefix, and takes it away", async () => {
  const store = openFileStore(folder);
  expect(await store.read(".strata/a.json")).toBeUndefined();
  await store.write(".strata/b/c.json", "2");
  await store.write(".strata/a.json", "1");
  await store.write(".strata/a.json", "3");
  expect(await store.list(".strata/")).toEqual([".strata/a.json", ".strata/b/c.json"]);
  expect(await store.list(".pulumi/")).toEqual([]);
  expect(await store.read(".strata/a.json")).toBe("3");
  await store.remove(".strata/a.json");
  await store.remove(".strata/a.json");
  expect(await store.list(".strata/")).toEqual([".strata/b/c.json"]);
});

it("says which folder cannot be written", async () => {
  await openFileStore(folder).write("file", "text");
  const store = openFileStore(join(folder, "file"));
  await expect(store.write("a/b", "text")).rejects.toMatchObject({
    code: "STATE_UNWRITABLE",
    message: expect.stringContaining(folder),
  });
});
