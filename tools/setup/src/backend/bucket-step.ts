import { NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";
import { readBucket } from "./read-bucket.ts";
import { applyBucket, planBucket } from "./state-bucket.ts";
import { statePlace } from "./state-place.ts";

export const bucketStep: SetupStep = {
  id: "state-bucket",
  title: "bucket of the state",
  prepare: async ({ answers, aws, accountId }) => {
    const place = statePlace(answers, aws.region);
    if (place?.kind !== "s3") return NOTHING_TO_DO;
    const s3 = await aws.s3();
    const bucket = { name: place.bucket, region: aws.region, accountId };
    const found = await readBucket(s3, bucket);
    return { changes: planBucket(bucket.name, found), apply: () => applyBucket(s3, bucket, found) };
  },
};
