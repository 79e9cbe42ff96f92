import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openFileTable } from "../../src/lock/file-table.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { ownerOf } from "./contender.ts";

const enter = async () => {
  const folder = join(await temporaryFolder("table"), "threa-prod");
  return { folder, table: openFileTable(folder) };
};
const claim = (number: number, name = "a") => ({ number, id: `${number}-${name}`, owner: ownerOf() });

it("lets one of two have a number, and shows who has it", async () => {
  const { table } = await enter();
  expect(await table.read()).toBeUndefined();
  const takes = await Promise.all([table.take(claim(1, "a"), undefined), table.take(claim(1, "b"), undefined)]);
  expect(takes.toSorted()).toEqual([false, true]);
  expect(await table.read()).toEqual({ ...claim(1, takes[0] ? "a" : "b"), beat: 0, released: false });
});

it("gives no number to one who is late, though the file of that number is gone by now", async () => {
  const { folder, table } = await enter();
  await table.take(claim(1), undefined);
  const first = await table.read();
  await table.take(claim(2), first);
  await table.take(claim(3), await table.read());
  expect(await readdir(folder)).toEqual(["3.json"]);
  expect(await table.take(claim(2, "late"), first)).toBe(false);
  expect(await readdir(folder)).toEqual(["3.json"]);
});

it("keeps a sign of life and a release with their number, and leaves no draft", async () => {
  const { folder, table } = await enter();
  await table.take(claim(1), undefined);
  expect(await table.beat(claim(1), 5000)).toBe(true);
  expect(await table.beat(claim(1, "b"), 6000)).toBe(false);
  expect(await table.read()).toMatchObject({ beat: 5000, released: false });
  await table.release(claim(1));
  expect(await table.read()).toMatchObject({ beat: 5000, released: true });
  expect(await table.beat(claim(1), 7000)).toBe(false);
  expect((await readdir(folder)).sort()).toEqual(["1.beat", "1.json", "1.released"]);
});

it("uses up the number of an entry that was deleted by hand", async () => {
  const { folder, table } = await enter();
  await table.take(claim(1), undefined);
  await table.beat(claim(1), 5000);
  await rm(join(folder, "1.json"));
  expect(await table.read()).toMatchObject({ number: 1, released: true });
  expect(await table.beat(claim(1), 6000)).toBe(false);
  expect(await table.take(claim(2), await table.read())).toBe(true);
});

it("shows an entry that cannot be read as one of nobody known", async () => {
  const { folder, table } = await enter();
  await table.take(claim(1), undefined);
  await writeFile(join(folder, "1.json"), '{ "id": "1-a", "owner": { "pid": "no number" } }');
  expect(await table.read()).toMatchObject({ id: "1-a", owner: undefined, released: false });
});

it("says which folder cannot be written", async () => {
  const file = join(await temporaryFolder("table"), "file");
  await writeFile(file, "");
  await expect(openFileTable(join(file, "threa-prod")).take(claim(1), undefined)).rejects.toMatchObject({
    code: "STATE_UNWRITABLE",
  });
});
