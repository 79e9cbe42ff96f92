import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironment, StrataError } from "@strata/shared-config";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openAws } from "../src/aws/aws.ts";
import type { AskCaller } from "../src/preflight/account.ts";
import { checkNode } from "../src/preflight/machine.ts";
import { preflightStep } from "../src/preflight/preflight-step.ts";
import { readPreflight } from "../src/preflight/read-preflight.ts";
import { checkRegion } from "../src/preflight/region.ts";
import { recordingHost } from "./recording-host.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const now = new Date("2026-01-01T00:00:00Z");
const ann: AskCaller = async () => ({
  account: "111111111111",
  arn: "arn:aws:iam::111111111111:user/ann",
  expiresAt: undefined,
});
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "strata-preflight-"));
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "STRATA_LOCK_TABLE", "PULUMI_HOME", "STRATA_FILLED_IN"])
    vi.stubEnv(name, undefined);
  vi.stubEnv("HOME", home);
  vi.stubEnv("PATH", "");
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

/** What the checks of threa-prod find, by check. */
async function found(askCaller: AskCaller = ann, environment: string | undefined = "threa-prod") {
  const { findings, caller } = await readPreflight({ root: ROOT, environment, now, askCaller });
  return { caller, of: (check: string) => findings.filter((finding) => finding.check === check), findings };
}

describe("before anything is done", () => {
  it("HAPPY-113, SUNA-064, THREA-068: a missing Pulumi, missing credentials and a missing AWS CLI are told, each with its command", async () => {
    const missing: AskCaller = async () => {
      throw new StrataError("CREDENTIALS_MISSING", "there are no AWS credentials", {
        hint: "aws sso login",
        fault: "user",
      });
    };
    const { of, caller } = await found(missing);
    expect(of("engine")).toMatchObject([
      { level: "problem", fix: expect.stringContaining("node tools/engine/src/install.ts") },
    ]);
    expect(of("credentials")).toEqual([
      { check: "credentials", level: "problem", message: "there are no AWS credentials", fix: "aws sso login" },
    ]);
    expect(of("aws-cli")).toMatchObject([{ level: "advice", message: expect.stringContaining("no AWS CLI on PATH") }]);
    expect(caller).toBeUndefined();
  });

  it("SUNA-064: a Node that is too old is told", () => {
    for (const version of ["16.20.2", "18.19.0", "22.10.0", "23.1.0"]) {
      expect(checkNode(version)).toMatchObject([
        {
          level: "problem",
          message: expect.stringContaining(`this is Node ${version}`),
          fix: expect.stringMatching(/^npm start/),
        },
      ]);
    }
    expect(checkNode("22.23.3")).toEqual([]);
  });

  it("PROL-094: whoever is signed in is known by STS, and nothing is found wrong with them", async () => {
    const { caller, of } = await found();
    expect(caller?.account).toBe("111111111111");
    expect([...of("credentials"), ...of("account"), ...of("node"), ...of("region")]).toEqual([]);
  });

  it("credentials that end soon are told as advice", async () => {
    const { of } = await found(async (region) => ({
      ...(await ann(region)),
      expiresAt: new Date("2026-01-01T00:10:00Z"),
    }));
    expect(of("credentials")).toMatchObject([{ level: "advice", message: expect.stringContaining("end in 10 min") }]);
  });

  it("credentials of another account than the environment's are a problem", async () => {
    vi.stubEnv("STRATA__aws__accountId", "'222222222222'");
    const { of } = await found();
    expect(of("account")).toMatchObject([
      { level: "problem", message: expect.stringContaining("belongs to the account 222222222222") },
    ]);
  });

  it("a state whose place nobody chose is a problem, and so is one in S3 without a table for locks", async () => {
    expect((await found()).of("state")).toMatchObject([{ fix: "strata setup threa-prod" }]);
    vi.stubEnv("PULUMI_BACKEND_URL", "s3://acme-states");
    expect((await found()).of("state")).toMatchObject([
      { message: expect.stringContaining("names a table for its locks") },
    ]);
    vi.stubEnv("STRATA_LOCK_TABLE", "locks");
    expect((await found()).of("state")).toEqual([]);
  });

  it("a CLI that is signed in says where the state is", async () => {
    mkdirSync(join(home, ".pulumi"));
    writeFileSync(join(home, ".pulumi", "credentials.json"), '{ "current": "https://api.pulumi.com" }');
    expect((await found()).of("state")).toEqual([]);
  });

  it("a shell that rehearses is a problem, and its credentials are nobody's business", async () => {
    vi.stubEnv("STRATA_REHEARSAL", "/somewhere");
    const asked = vi.fn(ann);
    expect((await found(asked)).of("shell")).toMatchObject([{ fix: "open a new shell for a real account" }]);
    expect(asked).not.toHaveBeenCalled();
  });

  it("an environment that has no file yet is no hindrance", async () => {
    const { findings } = await readPreflight({
      root: ROOT,
      environment: undefined,
      region: "eu-centrl-1",
      now,
      askCaller: ann,
    });
    expect(findings.filter(({ check }) => check === "region")).toMatchObject([
      { message: "there is no AWS region eu-centrl-1; did you mean eu-central-1?" },
    ]);
  });
});

describe("a set-up", () => {
  const prepare = async (region: string, accountId: string, environment = "threa-prod") => {
    const aws = openAws(region);
    const { host } = recordingHost();
    const context = { root: ROOT, environment, answers: {}, secrets: new Map(), aws, accountId, host };
    return (await preflightStep.prepare(context)).changes;
  };

  it("goes on where nothing is in its way, and where the environment has no file yet", async () => {
    const keep = [{ action: "keep", what: "region eu-central-1" }];
    expect(await prepare("eu-central-1", "111111111111")).toEqual(keep);
    expect(await prepare("eu-central-1", "", "no-such-file")).toEqual(keep);
  });

  it("is refused in another region than the environment's file says, with the command that is right", async () => {
    await expect(prepare("us-east-1", "")).rejects.toMatchObject({
      code: "PREFLIGHT_FAILED",
      message: "environments/threa-prod.yaml is for eu-central-1, and this set-up is for us-east-1",
      hint: "strata setup threa-prod --region eu-central-1",
    });
  });

  it("is refused in another account, and in a shell that rehearses, which are told together", async () => {
    vi.stubEnv("STRATA__aws__accountId", "'222222222222'");
    vi.stubEnv("STRATA_REHEARSAL", "/somewhere");
    await expect(prepare("eu-central-1", "111111111111")).rejects.toMatchObject({
      message: expect.stringMatching(/^this shell is a rehearsal .*; threa-prod belongs to the account 222222222222/),
    });
  });
});

describe("a region", () => {
  const suna = loadEnvironment(ROOT, "suna-prod");

  it("without a service that the environment needs is told, with the setting that asks for it, and those that have it", () => {
    expect(checkRegion("eu-south-1", suna)).toMatchObject([
      {
        level: "problem",
        message: expect.stringMatching(
          /^eu-south-1 has no Lightsail, and edge\.router\.backends asks for it \(botocore \d/,
        ),
        fix: expect.stringMatching(/^edit environments\/suna-prod\.yaml: aws\.region: <one of: .*eu-central-1/),
      },
    ]);
    expect(checkRegion("us-west-2", suna)).toEqual([]);
  });

  it("is not told of a service that the environment does without", () => {
    expect(checkRegion("eu-south-1", loadEnvironment(ROOT, "threa-prod"))).toEqual([]);
    const facts = { source: "a test", regions: ["eu-south-1"], missing: { ecs: ["eu-south-1"] } };
    expect(checkRegion("eu-south-1", undefined, facts)).toEqual([]);
    expect(checkRegion("eu-south-1", suna, facts)).toMatchObject([
      { message: expect.stringContaining("every environment needs it") },
    ]);
  });
});
