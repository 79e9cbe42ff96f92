import { expect, it, vi } from "vitest";
import { contend, NO_PROCESS, ownerHere, ownerOf } from "./contender.ts";
import { MemoryTable } from "./memory-table.ts";
import { VirtualTime } from "./virtual-time.ts";

const HOUR = 3_600_000;

const enter = () => {
  const time = new VirtualTime();
  return { time, table: new MemoryTable(), clock: time.clock() };
};

/** What became of a promise so far. */
const watched = <Result>(promise: Promise<Result>) => {
  const seen: { result?: Result; error?: unknown } = {};
  promise.then(
    (result) => Object.assign(seen, { result }),
    (error: unknown) => Object.assign(seen, { error }),
  );
  return seen;
};

it("gives each holder a higher number than the one before", async () => {
  const { table, clock } = enter();
  const numbers: number[] = [];
  for (let round = 0; round < 3; round++) {
    const lease = await contend({ table, clock });
    numbers.push(lease.number);
    await lease.release();
  }
  expect(numbers).toEqual([1, 2, 3]);
});

it("refuses an owner that gives a sign, and says who it is and how to go on", async () => {
  const { time, table, clock } = enter();
  const lease = await contend({ table, clock });
  const other = watched(contend({ table, clock }));
  await time.pass(4_000);
  expect(other).toEqual({});
  await time.pass(2_000);
  expect(other.error).toMatchObject({
    code: "LOCK_HELD",
    message: expect.stringMatching(/threa-prod is held: deploy of all layers by ana on ci-7, pid 4711, .* for 5 s$/),
    hint: expect.stringMatching(new RegExp(`--lock-timeout(.|\\n)*strata attach(.|\\n)*--id ${lease.id}`)),
  });
});

it.each([
  ["behind", -HOUR],
  ["ahead", HOUR],
])("F47 never takes a living owner for dead whose clock is an hour %s", async (_, skew) => {
  const { time, table, clock } = enter();
  const date = new Date(Date.parse("2026-11-20T09:00:00.000Z") + skew).toISOString();
  const lease = await contend({ table, clock: time.clock(skew), owner: ownerOf({ startedAt: date }) });
  const other = watched(contend({ table, clock, waitFor: 2 * HOUR }));
  for (let minute = 0; minute < 119; minute++) {
    await time.pass(60_000);
    await lease.check();
  }
  expect(other).toEqual({});
  await lease.release();
  await time.pass(2_000);
  expect(other.result).toMatchObject({ number: 2 });
});

it.each([
  ["behind", -HOUR],
  ["ahead", HOUR],
])("F47 lets a dead owner's lock expire by itself whose clock is an hour %s", async (_, skew) => {
  const { time, table, clock } = enter();
  const date = new Date(Date.parse("2026-11-20T09:00:00.000Z") + skew).toISOString();
  await contend({ table, clock: new VirtualTime().clock(skew), owner: ownerOf({ startedAt: date }) });
  const other = watched(contend({ table, clock }));
  await time.pass(29_000);
  expect(other).toEqual({});
  await time.pass(2_000);
  expect(other.result).toMatchObject({ number: 2 });
});

it("knows at once that an owner on this machine is gone", async () => {
  const { table, clock } = enter();
  await contend({ table, clock, owner: ownerHere({ pid: NO_PROCESS }) });
  expect(await contend({ table, clock })).toMatchObject({ number: 2 });
});

it("knows at once that another process has the number of an owner on this machine", async () => {
  const { table, clock } = enter();
  await contend({ table, clock, owner: ownerHere({ process: "1" }) });
  expect(await contend({ table, clock })).toMatchObject({ number: 2 });
});

it("never takes a living process of this machine for dead, though it gives no sign", async () => {
  const { time, table, clock } = enter();
  await contend({ table, clock: new VirtualTime().clock(), owner: ownerHere() });
  await expect(contend({ table, clock })).rejects.toMatchObject({ code: "LOCK_HELD" });
  const other = watched(contend({ table, clock, waitFor: 10 * HOUR }));
  await time.pass(9 * HOUR);
  expect(other).toEqual({});
});

it("F13 takes an empty lock for held by somebody unknown, however long it stands, and says how to release it", async () => {
  const { time, table, clock } = enter();
  table.row = { number: 7, id: "7-unknown", owner: undefined, beat: 0, released: false };
  await expect(contend({ table, clock })).rejects.toMatchObject({
    code: "LOCK_HELD",
    message: expect.stringContaining("unknown"),
    hint: "strata lock release threa-prod --id 7-unknown",
  });
  const other = watched(contend({ table, clock, waitFor: 10 * HOUR }));
  await time.pass(9 * HOUR);
  expect(other).toEqual({});
});

it("waits as long as it was told to, tells of each owner once, and then refuses", async () => {
  const { time, table, clock } = enter();
  await contend({ table, clock });
  const waiting = vi.fn();
  const other = watched(contend({ table, clock, waitFor: 60_000, waiting }));
  await time.pass(59_000);
  expect(other).toEqual({});
  await time.pass(2_000);
  expect(other.error).toMatchObject({ code: "LOCK_HELD" });
  expect(waiting).toHaveBeenCalledTimes(1);
});

it("takes the lock while it waits, once the owner dies or gives it back", async () => {
  const { time, table, clock } = enter();
  const first = await contend({ table, clock });
  const other = watched(contend({ table, clock, waitFor: HOUR }));
  await time.pass(20_000);
  await first.release();
  await time.pass(1_000);
  expect(other.result?.number).toBe(2);
});

it("stops waiting when the run is asked to stop", async () => {
  const { time, table, clock } = enter();
  await contend({ table, clock });
  const stop = new AbortController();
  const other = watched(contend({ table, clock, waitFor: HOUR, signal: stop.signal }));
  await time.pass(10_000);
  stop.abort("SIGINT");
  await time.pass(1_000);
  expect(other.error).toMatchObject({ code: "LOCK_HELD", message: expect.stringMatching(/^SIGINT while waiting/) });
});

it("has the lock where the table took it and the answer was lost", async () => {
  const { table, clock } = enter();
  const take = table.take;
  table.take = async (claim, seen) => {
    await take(claim, seen);
    return false;
  };
  expect(await contend({ table, clock })).toMatchObject({ number: 1 });
});
