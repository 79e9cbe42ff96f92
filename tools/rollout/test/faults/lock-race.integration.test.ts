import { join } from "node:path";
import { startMoto } from "@strata/moto";
import { expect, it } from "vitest";
import { createLockTable } from "../lock/aws-backend.ts";
import { LONG, race, times } from "../lock/race.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const ROUNDS = LONG ? 50 : 5;

it(`never lets two of 20 writers into an environment in ${ROUNDS} rounds on files, and none is stuck`, async () => {
  const folder = join(await temporaryFolder("locks"), "threa-prod");
  const numbers = await race({ rounds: ROUNDS, table: { folder }, poll: 50 });
  expect(numbers).toEqual(times(20 * ROUNDS));
});

it(`never lets two of 20 writers into an environment in ${ROUNDS} rounds on DynamoDB, and none is stuck`, {
  // Each round takes 3 s of a core, which others may be using.
  timeout: ROUNDS * 20_000,
}, async () => {
  const moto = await startMoto();
  try {
    const { variables } = moto;
    await createLockTable(moto.endpoint, "locks");
    const numbers = await race({ rounds: ROUNDS, table: { dynamo: "locks" }, poll: 1_000, variables });
    expect(numbers).toEqual(times(20 * ROUNDS));
  } finally {
    await moto.stop();
  }
});
