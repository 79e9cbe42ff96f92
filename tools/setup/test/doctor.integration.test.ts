import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { type Moto, startMoto } from "@strata/moto";
import { findRoot } from "@strata/shared-config";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openAws } from "../src/aws/aws.ts";
import { backendExaminer } from "../src/doctor/backend.ts";
import { type Examination, examineAll } from "../src/doctor/finding.ts";
import { preflightExaminer } from "../src/doctor/preflight.ts";

const here: Examination = {
  root: findRoot(import.meta.dirname) ?? "",
  environment: "runlayer-prod",
  region: "us-east-1",
  variables: {},
};
let moto: Moto;

const ofAccount = async (examination: Examination) =>
  (await examineAll([preflightExaminer], examination)).filter(({ area }) => area === "account");

beforeAll(async () => {
  moto = await startMoto();
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await moto.stop();
});

it("tells of another account than the environment's, and of a file that names none", async () => {
  expect(await ofAccount(here)).toEqual([]);
  vi.stubEnv("STRATA__aws__accountId", '"999999999999"');
  expect(await ofAccount(here)).toMatchObject([
    { area: "account", level: "error", message: expect.stringContaining("belongs to the account 999999999999") },
  ]);
  vi.stubEnv("STRATA__aws__accountId", undefined);
  expect(await ofAccount({ ...here, environment: "threa-prod" })).toMatchObject([
    { level: "note", hint: 'add aws.accountId: "123456789012"' },
  ]);
});

it("tells what a bucket of the state lacks, and of one that is gone", async () => {
  const aws = openAws(here.region);
  const s3 = await aws.s3();
  await s3.send(new CreateBucketCommand({ Bucket: "acme-open-state" }));
  aws.close();
  const { AWS_ENDPOINT_URL: endpoint } = moto.variables;
  const query = `region=us-east-1&endpoint=${endpoint}&disableSSL=true&s3ForcePathStyle=true`;
  vi.stubEnv("PULUMI_BACKEND_URL", `s3://acme-open-state?${query}`);
  expect(await examineAll([backendExaminer], here)).toMatchObject([
    { level: "warning", message: expect.stringContaining("versioning"), hint: expect.stringContaining("strata setup") },
  ]);
  vi.stubEnv("PULUMI_BACKEND_URL", `s3://acme-no-state?${query}`);
  expect(await examineAll([backendExaminer], here)).toMatchObject([{ level: "error" }]);
});
