import { expect, it } from "vitest";
import { checkRehearsal } from "../src/rehearsal-safety.ts";

const rehearsal = {
  STRATA_REHEARSAL: "/clone/.strata/rehearsal",
  PULUMI_DEBUG_PROVIDERS: "aws:1,awsx:1,cloudflare:1,random:1",
};

it.each([
  ["its own folder", { PULUMI_BACKEND_URL: "file:///clone/.strata/rehearsal/state?metadata=skip" }],
  ["a stand-in named by the URL", { PULUMI_BACKEND_URL: "s3://state?endpoint=127.0.0.1:9000&disableSSL=true" }],
  [
    "a stand-in named by a variable",
    { PULUMI_BACKEND_URL: "s3://state?region=us-east-1", AWS_ENDPOINT_URL: "http://127.0.0.1:5000" },
  ],
])("lets a rehearsal have its state in %s", (_where, variables) => {
  expect(() => checkRehearsal({ ...rehearsal, ...variables })).not.toThrow();
});

it.each([
  ["S3", { PULUMI_BACKEND_URL: "s3://state?region=us-east-1" }],
  [
    "an endpoint elsewhere, whatever the others are",
    { PULUMI_BACKEND_URL: "s3://state?endpoint=minio.example.com", AWS_ENDPOINT_URL: "http://127.0.0.1:5000" },
  ],
  [
    "a name that only begins like a loopback address",
    { PULUMI_BACKEND_URL: "s3://state", AWS_ENDPOINT_URL_S3: "http://127.0.0.1.example.com" },
  ],
  ["another folder", { PULUMI_BACKEND_URL: "file:///clone/state" }],
  ["Pulumi Cloud", {}],
])("refuses a rehearsal with its state in %s", (_where, variables) => {
  expect(() => checkRehearsal({ ...rehearsal, ...variables })).toThrow(/the state is elsewhere/);
});
