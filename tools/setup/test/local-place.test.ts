/* The steps that call no AWS: the folder, the passphrase, and the sign-in of the CLI. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openAws } from "../src/aws/aws.ts";
import { applyLogin } from "../src/backend/login.ts";
import { loginStep } from "../src/backend/login-step.ts";
import { passphraseStep } from "../src/backend/passphrase-step.ts";
import { stateFolderStep } from "../src/backend/state-folder-step.ts";
import { runSetup } from "../src/run-setup.ts";
import { recordingHost } from "./recording-host.ts";

/** Stands for the CLI: writes down what it is told and given, and signs in where its folder says so. */
const CLI = `#!/bin/sh
case "$1" in
  version) echo v3.259.0; exit ;;
esac
echo "$@ token=$PULUMI_ACCESS_TOKEN" >> "$HOME/told"
if [ -e "$HOME/refuses" ]; then echo "error: problem logging in: invalid token $PULUMI_ACCESS_TOKEN" >&2; exit 1; fi
mkdir -p "$HOME/.pulumi"; echo "{\\"current\\": \\"$2\\"}" > "$HOME/.pulumi/credentials.json"
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strata-local-"));
  const cli = join(root, ".pulumi", "versions", "3.259.0", "bin", "pulumi");
  for (const folder of [join(cli, ".."), join(root, "tools/engine/go/cli")]) mkdirSync(folder, { recursive: true });
  writeFileSync(cli, CLI);
  chmodSync(cli, 0o755);
  writeFileSync(join(root, "tools/engine/go/cli/go.mod"), "require github.com/pulumi/pulumi/pkg/v3 v3.259.0\n");
  vi.stubEnv("HOME", root);
  vi.stubEnv("PATH", "/usr/bin:/bin");
  for (const name of ["PULUMI_HOME", "PULUMI_CREDENTIALS_PATH", "PULUMI_ACCESS_TOKEN"]) vi.stubEnv(name, undefined);
  for (const name of ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** Runs a step, and gives whether it changed something. */
async function run(step: typeof loginStep, answers: Record<string, string>, secrets: Record<string, string> = {}) {
  const { host, events } = recordingHost();
  const aws = openAws("eu-central-1");
  const given = { root, environment: "acme", answers, secrets: new Map(Object.entries(secrets)), aws, accountId: "" };
  const changed = (await runSetup([step], { ...given, host })).length > 0;
  return { changed, events: JSON.stringify(events) };
}

describe("a folder", () => {
  it("RUN-095: is made where it is not there yet, and kept the second time", async () => {
    const answers = { "state.backend": "local", "state.folder": "./.strata/state" };
    expect((await run(stateFolderStep, answers)).changed).toBe(true);
    expect(existsSync(join(root, ".strata/state"))).toBe(true);
    expect((await run(stateFolderStep, answers)).changed).toBe(false);
  });
});

describe("pulumi login", () => {
  it("PROL-098: is run with the address of the state, once", async () => {
    const answers = { "state.backend": "s3", "state.bucket": "acme-states" };
    expect((await run(loginStep, answers)).changed).toBe(true);
    expect(readFileSync(join(root, "told"), "utf8")).toBe(
      "login s3://acme-states?region=eu-central-1 --non-interactive token=\n",
    );
    expect((await run(loginStep, answers)).changed).toBe(false);
  });

  it("RUN-095: is run with a folder, absolute and without side files, for a local state", async () => {
    await run(loginStep, { "state.backend": "local", "state.folder": "./.strata/state" });
    expect(readFileSync(join(root, "told"), "utf8")).toContain(`login file://${root}/.strata/state?metadata=skip `);
  });

  it("gets the token of Pulumi Cloud in a variable, and says it to nobody else", async () => {
    const answers = { "state.backend": "cloud", "state.cloud": "https://api.pulumi.com" };
    const { events } = await run(loginStep, answers, { "state.cloudToken": "pul-hidden" });
    expect(readFileSync(join(root, "told"), "utf8")).toBe(
      "login https://api.pulumi.com --non-interactive token=pul-hidden\n",
    );
    expect([events.includes("hidden"), process.env.PULUMI_ACCESS_TOKEN]).toEqual([false, undefined]);
  });

  it("tells why it was refused, without the token", async () => {
    writeFileSync(join(root, "refuses"), "");
    const command = join(root, ".pulumi/versions/3.259.0/bin/pulumi");
    await expect(applyLogin(command, { url: "https://api.pulumi.com", token: "pul-hidden" })).rejects.toMatchObject({
      code: "LOGIN_FAILED",
      message: "pulumi login https://api.pulumi.com: problem logging in: invalid token [secret]",
    });
  });
});

describe("a passphrase", () => {
  const answers = { "state.secrets": "passphrase", "state.keepPassphrase": "no" };
  const secrets = { "state.passphrase": "hidden" };
  const file = () => join(root, ".strata/passphrases/acme");

  it("stays in this process, and how later runs get it is said", async () => {
    const { events, changed } = await run(passphraseStep, answers, secrets);
    expect([changed, process.env.PULUMI_CONFIG_PASSPHRASE, existsSync(file())]).toEqual([true, "hidden", false]);
    expect(events).toContain("written down nowhere; later runs need it too");
    expect(events).not.toContain("hidden");
    expect((await run(passphraseStep, answers, secrets)).changed).toBe(false);
  });

  it("is kept only with a yes, for its owner's eyes, and found there the next time", async () => {
    await run(passphraseStep, { ...answers, "state.keepPassphrase": "yes" }, secrets);
    expect([readFileSync(file(), "utf8"), statSync(file()).mode & 0o777]).toEqual(["hidden", 0o600]);
    vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", undefined);
    expect((await run(passphraseStep, answers)).changed).toBe(false);
    chmodSync(file(), 0o644);
    expect((await run(passphraseStep, answers)).changed).toBe(true);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it("of a variable is taken as it is", async () => {
    vi.stubEnv("PULUMI_CONFIG_PASSPHRASE_FILE", "/somewhere");
    expect((await run(passphraseStep, answers)).changed).toBe(false);
  });

  it("that nobody gave is asked for by its name", async () => {
    await expect(run(passphraseStep, answers)).rejects.toMatchObject({ code: "SECRET_MISSING" });
  });
});
