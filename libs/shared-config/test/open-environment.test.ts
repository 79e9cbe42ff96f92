import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadEnvironment, passphraseFile } from "../src/index.ts";
import { enterState } from "../src/load/open-environment.ts";
import { repository } from "./repository.ts";

const withState = (state: string) =>
  repository({ "environments/shop-prod.yaml": `product: shop\ntier: prod\n${state}` });

/** The variables of a process that has opened shop-prod. */
function entered(state: string, variables: Record<string, string | undefined> = {}, root = withState(state)) {
  enterState(root, loadEnvironment(root, "shop-prod"), variables);
  const { STRATA_FILLED_IN: _, ...rest } = variables;
  return rest;
}

const S3 = "state: { backend: 's3://acme-state?region=eu-central-1', lockTable: locks, secretsProvider: passphrase }\n";

describe("the state of an environment", () => {
  it("PROL-135: is where its file says, for whoever opens it", () => {
    expect(entered(S3)).toEqual({
      PULUMI_BACKEND_URL: "s3://acme-state?region=eu-central-1",
      STRATA_LOCK_TABLE: "locks",
      STRATA_SECRETS_PROVIDER: "passphrase",
    });
    expect(entered("state: { backend: 'https://api.pulumi.com' }\n")).toEqual({
      PULUMI_BACKEND_URL: "https://api.pulumi.com",
    });
  });

  it("is elsewhere where a variable says so", () => {
    expect(entered(S3, { PULUMI_BACKEND_URL: "s3://mine", STRATA_LOCK_TABLE: "" })).toEqual({
      PULUMI_BACKEND_URL: "s3://mine",
      STRATA_LOCK_TABLE: "locks",
      STRATA_SECRETS_PROVIDER: "passphrase",
    });
  });

  it("is left open by a file that says nothing", () => {
    expect(entered("")).toEqual({});
  });

  it("is the rehearsal's own in a rehearsal", () => {
    const variables = { STRATA_REHEARSAL: "/tmp/world", PULUMI_BACKEND_URL: "file:///tmp/world/state" };
    expect(entered(S3, { ...variables })).toEqual(variables);
  });

  it("RUN-095: is a folder without side files, counted from the repository, in development", () => {
    const root = withState("state: { backend: 'file://./.strata/state' }\n");
    expect(entered("", {}, root)).toEqual({ PULUMI_BACKEND_URL: `file://${root}/.strata/state?metadata=skip` });
  });

  it("of the next environment that a process opens is its own", () => {
    const variables = {};
    entered(S3, variables);
    expect(entered("state: { backend: 's3://other' }\n", variables)).toEqual({ PULUMI_BACKEND_URL: "s3://other" });
    expect(entered("", variables)).toEqual({});
  });

  it("keeps what somebody has set after it was filled in", () => {
    const variables: Record<string, string | undefined> = {};
    entered(S3, variables);
    variables.PULUMI_BACKEND_URL = "s3://mine";
    expect(entered("", variables)).toEqual({ PULUMI_BACKEND_URL: "s3://mine" });
  });

  it("is read with the passphrase that is kept on this machine, unless there is another one", () => {
    const root = withState("");
    const file = passphraseFile(root, "shop-prod");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "x");
    expect(file).toBe(join(root, ".strata/passphrases/shop-prod"));
    expect(entered("", {}, root)).toEqual({ PULUMI_CONFIG_PASSPHRASE_FILE: file });
    expect(entered("", { PULUMI_CONFIG_PASSPHRASE: "own" }, root)).toEqual({ PULUMI_CONFIG_PASSPHRASE: "own" });
  });

  it.each([
    ["no URL", "backend: acme-state", /state\.backend = "acme-state": a URL: s3:/],
    ["another kind of place", "backend: 'ftp://acme'", /state\.backend = "ftp:\/\/acme": a URL/],
    ["a password in its URL", "backend: 'https://me:hidden@api.example.com'", /without a user or a password/],
    ["a bucket that cannot be", "backend: 's3://Acme_State'", /a bucket's name has 3 to 63/],
    ["a key without its region", "secretsProvider: 'awskms://alias/state'", /awskms:\/\/alias\/<name>\?region=/],
    ["a table that cannot be", "lockTable: 'a b'", /state\.lockTable = "a b": 3 to 255/],
  ])("is refused for %s", (_, state, message) => {
    expect(() => loadEnvironment(withState(`state: { ${state} }\n`), "shop-prod")).toThrow(message);
  });
});
