import { type Moto, startMoto } from "@strata/moto";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { readCaller } from "../../src/caller/read-caller.ts";
import { runRollout } from "../../src/rollout.ts";
import { memoryEngine, recordingHost } from "../recording-host.ts";
import { makeWorkspace, SIX } from "../workspace.ts";

const REQUEST = { environment: "threa-prod", operation: "deploy", layers: "all" } as const;

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());
beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  return () => vi.unstubAllEnvs();
});

it("F26 refuses an account that STS names and the environment does not, before anything runs", async () => {
  const caller = await readCaller("eu-central-1");
  expect(caller).toMatchObject({ account: "123456789012", arn: expect.stringContaining("123456789012") });
  const engine = memoryEngine({ caller });
  const root = await makeWorkspace(SIX);
  const config = { "aws.accountId": '"210987654321"' };
  await expect(runRollout({ ...REQUEST, root, config }, recordingHost().host, engine.open)).rejects.toMatchObject({
    code: "ACCOUNT_WRONG",
    hint: expect.stringContaining("AWS_PROFILE"),
  });
  expect(engine.runs).toEqual([]);
});

it("F25 warns at the start of credentials that will end before the run does, and runs", async () => {
  const expiresAt = new Date("2026-11-20T12:05:00Z");
  const engine = memoryEngine({ caller: { ...(await readCaller("eu-central-1")), expiresAt } });
  const { host, events } = recordingHost();
  const root = await makeWorkspace(SIX);
  expect((await runRollout({ ...REQUEST, root, config: {} }, host, engine.open)).status).toBe("succeeded");
  const told = events.findIndex(({ code }) => code === "warning");
  expect(events[told]).toMatchObject({ data: { message: expect.stringContaining("the credentials end in 5 min") } });
  expect(told).toBeLessThan(events.findIndex(({ code }) => code === "layer-started"));
});

it("says that STS does not answer, and how to ask it by hand", async () => {
  // Nothing listens there (discard, RFC 863).
  vi.stubEnv("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
  vi.stubEnv("AWS_MAX_ATTEMPTS", "1");
  await expect(readCaller("eu-central-1")).rejects.toMatchObject({
    code: "ACCOUNT_UNREACHABLE",
    hint: expect.stringContaining("aws sts get-caller-identity --region eu-central-1"),
  });
});

it("says that there are no credentials, and how to get some", async () => {
  const none = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"];
  for (const name of none) vi.stubEnv(name, undefined);
  for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) vi.stubEnv(name, "/dev/null");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  await expect(readCaller("eu-central-1")).rejects.toMatchObject({
    code: "CREDENTIALS_MISSING",
    hint: expect.stringContaining("aws sso login"),
  });
});
