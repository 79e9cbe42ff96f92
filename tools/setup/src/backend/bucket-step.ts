import type { SetupStep } from "../steps/step.ts";
import { applyBucket, planBucket, readBucket } from "./state-bucket.ts";

export const bucketStep: SetupStep = {
  id: "state-bucket",
  title: "bucket of the state",
  prepare: async ({ answers, aws }) => {
    const name = answers["state.bucket"];
    if (name === undefined) return { changes: [], apply: async () => undefined };
    const s3 = await aws.s3();
    const found = await readBucket(s3, name);
    return { changes: planBucket(name, found), apply: () => applyBucket(s3, name, aws.region, found) };
  },
};
