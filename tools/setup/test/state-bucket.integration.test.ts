import { type Moto, startMoto } from "@strata/moto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openAws } from "../src/aws/aws.ts";
import { applyBucket, planBucket, readBucket } from "../src/backend/state-bucket.ts";

const NAME = "acme-strata-state";
let moto: Moto;

beforeAll(async () => {
  moto = await startMoto();
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await moto.stop();
});

it("PROL-095, PROL-096: makes the bucket with all it needs, and finds nothing to do the second time", async () => {
  const aws = openAws("eu-central-1");
  const s3 = await aws.s3();
  expect(await readBucket(s3, NAME)).toBeUndefined();
  await applyBucket(s3, NAME, aws.region, undefined);
  const found = await readBucket(s3, NAME);
  expect(found).toMatchObject({ versioned: true, encrypted: true, closed: true });
  expect(planBucket(NAME, found)).toEqual([{ action: "keep", what: `S3 bucket ${NAME}` }]);
  aws.close();
});
