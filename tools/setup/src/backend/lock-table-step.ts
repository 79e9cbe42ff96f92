import { NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";
import { applyLockTable, planLockTable, readLockTable } from "./lock-table.ts";
import { statePlace } from "./state-place.ts";

export const lockTableStep: SetupStep = {
  id: "lock-table",
  title: "table of the locks",
  prepare: async ({ answers, aws, host }) => {
    const place = statePlace(answers, aws.region);
    if (place?.kind !== "s3") return NOTHING_TO_DO;
    const { lockTable } = place;
    const dynamodb = await aws.dynamodb();
    const found = await readLockTable(dynamodb, lockTable);
    return {
      changes: planLockTable(lockTable, found),
      apply: () => applyLockTable(dynamodb, lockTable, found, host),
    };
  },
};
