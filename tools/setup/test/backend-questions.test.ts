import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askAll, NOTHING_KNOWN } from "../src/ask/ask-all.ts";
import { answersOf, type BackendKnown, readBackendKnown } from "../src/backend/backend-known.ts";
import { backendQuestions, bucketNameProblem } from "../src/backend/questions.ts";
import { stateSettings } from "../src/backend/state-place.ts";
import { scriptedPrompter } from "./scripted-prompter.ts";

const REGION = "eu-central-1";
const NOTHING: BackendKnown = { answers: {}, hasCloudToken: false, hasPassphrase: false };

/** What is asked, and the settings that it leads to. */
async function answer(script: Parameters<typeof scriptedPrompter>[0], known: Partial<BackendKnown> = {}) {
  const { prompter, asked } = scriptedPrompter(script);
  const { answers, secrets } = await askAll(backendQuestions({ ...NOTHING, ...known }), NOTHING_KNOWN, prompter);
  return { asked, settings: stateSettings(answers, REGION), answers, secrets };
}

describe("the place of the state", () => {
  it("PROL-135: is a choice: a bucket, Pulumi Cloud or a folder", async () => {
    const s3 = await answer({
      "state.backend": ["s3"],
      "state.bucket": ["acme-state/platform"],
      "state.lockTable": ["acme-locks"],
      "state.secrets": ["kms"],
      "state.key": ["alias/acme"],
    });
    expect(s3.settings).toEqual({
      backend: "s3://acme-state/platform?region=eu-central-1",
      lockTable: "acme-locks",
      secretsProvider: "awskms://alias/acme?region=eu-central-1",
    });
    const cloud = await answer({
      "state.backend": ["cloud"],
      "state.cloud": ["https://api.pulumi.com/"],
      "state.cloudToken": ["pul-hidden"],
      "state.secrets": ["cloud"],
    });
    expect(cloud.settings).toEqual({ backend: "https://api.pulumi.com" });
    expect(JSON.stringify(cloud.answers)).not.toContain("hidden");
  });

  it("RUN-095: is a folder for development, and a bucket for production", async () => {
    const local = await answer({
      "state.backend": ["local"],
      "state.folder": ["./.strata/state"],
      "state.secrets": ["passphrase"],
      "state.passphrase": ["hidden"],
      "state.keepPassphrase": ["no"],
    });
    expect(local.settings).toEqual({ backend: "file://./.strata/state", secretsProvider: "passphrase" });
    expect(local.secrets.get("state.passphrase")).toBe("hidden");
  });

  it("asks for no token and no passphrase that are there already", async () => {
    const known = { hasCloudToken: true, hasPassphrase: true };
    const { asked } = await answer(
      { "state.backend": ["cloud"], "state.cloud": ["https://api.pulumi.com"], "state.secrets": ["passphrase"] },
      known,
    );
    expect(asked).toEqual(["state.backend", "state.cloud", "state.secrets"]);
  });

  it.each([
    [{ backend: "s3://acme-state/platform?region=eu-central-1", lockTable: "locks", secretsProvider: "passphrase" }],
    [
      {
        backend: "s3://acme?region=eu-central-1",
        lockTable: "l-1",
        secretsProvider: "awskms://alias/x?region=eu-central-1",
      },
    ],
    [{ backend: "file://./.strata/state", secretsProvider: "passphrase" }],
    [{ backend: "https://api.pulumi.com" }],
  ])("of an environment's file is what Enter takes: %s", (settings) => {
    expect(stateSettings(answersOf(settings), REGION)).toEqual(settings);
  });

  it.each([
    ["Acme", /no bucket name/],
    ["ab", /3 to 63/],
    ["xn--acme", /AWS keeps for itself/],
    ["acme-s3alias", /AWS keeps for itself/],
    ["acme/a b", /prefix/],
  ])("cannot be the bucket %s", (name, message) => expect(bucketNameProblem(name)).toMatch(message));
});

describe("what is known beforehand", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "strata-known-"));
    for (const name of ["PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"])
      vi.stubEnv(name, undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  });

  it("is nothing for an environment without a file", () => {
    expect(readBackendKnown(root, "acme")).toEqual(NOTHING);
  });

  it("is a passphrase that is kept in this clone, and a token in the variables", () => {
    mkdirSync(join(root, ".strata", "passphrases"), { recursive: true });
    writeFileSync(join(root, ".strata", "passphrases", "acme"), "hidden");
    vi.stubEnv("PULUMI_ACCESS_TOKEN", "pul-hidden");
    expect(readBackendKnown(root, "acme")).toEqual({ answers: {}, hasCloudToken: true, hasPassphrase: true });
  });
});
