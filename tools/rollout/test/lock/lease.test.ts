import { expect, it } from "vitest";
import { contend } from "./contender.ts";
import { MemoryTable } from "./memory-table.ts";
import { VirtualTime } from "./virtual-time.ts";

const enter = async () => {
  const time = new VirtualTime();
  const table = new MemoryTable();
  return { time, table, lease: await contend({ table, clock: time.clock() }) };
};

it("gives a sign every five seconds, by which its age is told", async () => {
  const { time, table } = await enter();
  await time.pass(4_999);
  expect(table.row?.beat).toBe(0);
  await time.pass(10_001);
  expect(table.row?.beat).toBe(15_000);
});

it("gives no sign any more once it is released", async () => {
  const { time, table, lease } = await enter();
  await lease.release();
  const left = table.row;
  await time.pass(60_000);
  expect(table.row).toEqual({ ...left, released: true });
});

it("F14 notices by its next sign that the lock was deleted, and does not make it again", async () => {
  const { time, table, lease } = await enter();
  table.row = undefined;
  await time.pass(6_000);
  await expect(lease.check()).rejects.toMatchObject({ code: "LOCK_LOST", message: expect.stringContaining("deleted") });
  await lease.release();
  expect(table.row).toBeUndefined();
});

it("notices at the next check that somebody released it", async () => {
  const { table, lease } = await enter();
  await table.release({ number: lease.number, id: lease.id });
  await expect(lease.check()).rejects.toMatchObject({
    code: "LOCK_LOST",
    message: expect.stringContaining("released"),
  });
});

it("notices that it was taken over while its machine slept, and leaves the new holder alone", async () => {
  const table = new MemoryTable();
  const asleep = new VirtualTime();
  const lease = await contend({ table, clock: asleep.clock() });
  const awake = new VirtualTime();
  const other = contend({ table, clock: awake.clock() });
  await awake.pass(31_000);
  expect(await other).toMatchObject({ number: 2 });
  await expect(lease.check()).rejects.toMatchObject({
    code: "LOCK_LOST",
    message: expect.stringContaining("held now by deploy of all layers by ana"),
  });
  await lease.release();
  expect(table.row).toMatchObject({ number: 2, released: false });
});

it("outlives a table that does not answer for a while, though a check meanwhile fails", async () => {
  const { time, table, lease } = await enter();
  table.broken = true;
  await time.pass(20_000);
  await expect(lease.check()).rejects.toThrow("does not answer");
  table.broken = false;
  await time.pass(5_000);
  await lease.check();
  expect(table.row).toMatchObject({ id: lease.id, beat: 25_001 });
});
