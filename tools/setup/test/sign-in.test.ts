import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AskCaller } from "../src/preflight/account.ts";
import { keepAsProfile, readProfiles } from "../src/preflight/profiles.ts";
import { type SignIn, signIn } from "../src/preflight/sign-in.ts";
import { recordingHost } from "./recording-host.ts";
import { scriptedPrompter } from "./scripted-prompter.ts";

const KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"];
const GOOD = "AKIAGOODGOODGOODGOOD";
const BAD = "AKIABADBADBADBADBAD1";
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "strata-sign-in-"));
  for (const name of KEYS) vi.stubEnv(name, undefined);
  vi.stubEnv("AWS_CONFIG_FILE", join(home, ".aws", "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(home, ".aws", "credentials"));
  vi.stubEnv("PATH", join(home, "bin"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

function putConfig(text: string): void {
  mkdirSync(join(home, ".aws"), { recursive: true });
  writeFileSync(join(home, ".aws", "config"), text);
}

/** Stands for the AWS CLI: what it says, and how it ends. */
function putCli(script: string): void {
  mkdirSync(join(home, "bin"), { recursive: true });
  writeFileSync(join(home, "bin", "aws"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(home, "bin", "aws"), 0o755);
}

/** STS, which takes one access key and one profile. */
const sts: AskCaller = async () => {
  const { AWS_ACCESS_KEY_ID: key, AWS_PROFILE: profile } = process.env;
  if (key === GOOD || profile === "acme" || profile === "kept") {
    return { account: "111111111111", arn: "arn:aws:iam::111111111111:user/ann", expiresAt: undefined };
  }
  throw new StrataError("CREDENTIALS_MISSING", "there are no AWS credentials that eu-central-1 accepts", {
    hint: "aws sso login",
    fault: "user",
  });
};

const request = (prompter: SignIn["prompter"], host = recordingHost().host): SignIn => ({
  region: "eu-central-1",
  prompter,
  host,
  askCaller: sts,
});

describe("signing in to AWS", () => {
  it("PROL-094: asks nobody who is signed in already", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", GOOD);
    const { prompter, asked } = scriptedPrompter({});
    expect(await signIn(request(prompter))).toMatchObject({ account: "111111111111" });
    expect(asked).toEqual([]);
  });

  it("PROL-092, PROL-094: names a bad key, and asks again until STS takes one", async () => {
    const { prompter, asked } = scriptedPrompter({
      "aws.signIn": ["keys", "keys"],
      "aws.accessKeyId": [BAD, GOOD],
      "aws.secretAccessKey": ["hidden-one", "hidden-two"],
      "aws.keepKeys": ["no", "no"],
    });
    const { host, events } = recordingHost();
    await signIn(request(prompter, host));
    expect(asked.filter((id) => id === "aws.accessKeyId")).toHaveLength(2);
    expect(process.env.AWS_SECRET_ACCESS_KEY).toBe("hidden-two");
    expect(JSON.stringify(events)).toContain(`access key ${BAD}: there are no AWS credentials`);
    expect(JSON.stringify(events)).not.toContain("hidden");
  });

  it("PROL-091: asks for no keys with AWS_PROFILE set, but for another profile", async () => {
    putConfig(
      "[profile acme]\nregion = eu-central-1\n[profile old]\nregion = eu-west-1\n[sso-session corp]\nsso_region = eu-central-1\n",
    );
    vi.stubEnv("AWS_PROFILE", "old");
    const { prompter, asked } = scriptedPrompter({ "aws.signIn": ["profile"], "aws.profile": ["acme"] });
    await signIn(request(prompter));
    expect(asked).toEqual(["aws.signIn", "aws.profile"]);
    expect(process.env.AWS_PROFILE).toBe("acme");
    expect(await readProfiles()).toEqual([
      { name: "acme", sso: false },
      { name: "old", sso: false },
    ]);
  });

  it("PROL-091: ends with what is wrong where AWS_PROFILE is set and there is nothing to choose", async () => {
    vi.stubEnv("AWS_PROFILE", "gone");
    const { prompter, asked } = scriptedPrompter({});
    await expect(signIn(request(prompter))).rejects.toMatchObject({ code: "CREDENTIALS_MISSING" });
    expect(asked).toEqual([]);
  });

  it("PROL-094: signs in to SSO with the AWS CLI, and passes on what that says", async () => {
    putConfig("[profile acme]\nsso_session = corp\n[profile plain]\n");
    putCli('echo "$@"; echo "open https://device.example/ABCD" >&2');
    const { prompter } = scriptedPrompter({ "aws.signIn": ["sso"], "aws.ssoProfile": ["acme"] });
    const { host, events } = recordingHost();
    await signIn(request(prompter, host));
    const said = events.map(({ data }) => ("message" in data ? data.message : ""));
    expect(said).toEqual(expect.arrayContaining(["sso login --profile acme", "open https://device.example/ABCD"]));
  });

  it("asks again where the AWS CLI cannot sign in", async () => {
    putConfig("[profile other]\nsso_start_url = https://corp.example\n");
    putCli("echo 'device code expired' >&2; exit 255");
    const { prompter, asked } = scriptedPrompter({
      "aws.signIn": ["sso", "keys"],
      "aws.ssoProfile": ["other"],
      "aws.accessKeyId": [GOOD],
      "aws.secretAccessKey": ["hidden"],
      "aws.keepKeys": ["no"],
    });
    const { host, events } = recordingHost();
    expect(await signIn(request(prompter, host))).toMatchObject({ account: "111111111111" });
    expect(asked.slice(0, 3)).toEqual(["aws.signIn", "aws.ssoProfile", "aws.signIn"]);
    expect(JSON.stringify(events)).toContain("profile other: there are no AWS credentials");
  });

  it("keeps keys as a profile only with a yes, readable by their owner alone, and never over another one", async () => {
    const answers = {
      "aws.signIn": ["keys"],
      "aws.accessKeyId": [GOOD],
      "aws.secretAccessKey": ["hidden"],
      "aws.keepKeys": ["yes"],
      "aws.keepProfile": ["kept"],
    };
    await signIn(request(scriptedPrompter(answers).prompter));
    const file = join(home, ".aws", "credentials");
    expect(readFileSync(file, "utf8")).toBe(`[kept]\naws_access_key_id = ${GOOD}\naws_secret_access_key = hidden\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect([process.env.AWS_PROFILE, process.env.AWS_ACCESS_KEY_ID]).toEqual(["kept", undefined]);
    await expect(keepAsProfile("kept", { id: BAD, secret: "other", token: undefined })).rejects.toMatchObject({
      code: "ANSWER_INVALID",
      message: expect.stringContaining("profile kept already"),
    });
  });

  it("ends where a file gives the same answers that have not done before", async () => {
    const again = { ask: async (question: { readonly id: string }) => ANSWERS[question.id] ?? "no" };
    await expect(signIn(request(again))).rejects.toMatchObject({ code: "CREDENTIALS_MISSING" });
  });

  it("asks for others where the credentials are of another account than the environment's", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", GOOD);
    const aws = { region: "eu-central-1", accountId: "222222222222", residency: [] } as const;
    const { prompter } = scriptedPrompter({});
    const { host, events } = recordingHost();
    const wrong = { ...request(prompter, host), environment: { name: "acme-prod", aws } };
    await expect(signIn(wrong)).rejects.toThrow("nobody answers aws.signIn");
    expect(JSON.stringify(events)).toContain("acme-prod belongs to the account 222222222222");
  });
});

const ANSWERS: Readonly<Record<string, string>> = {
  "aws.signIn": "keys",
  "aws.accessKeyId": BAD,
  "aws.secretAccessKey": "hidden",
};
