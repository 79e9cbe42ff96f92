import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { requireEngine } from "@strata/engine";
import { type Moto, startMoto } from "@strata/moto";
import { findRoot, loadEnvironment, secretName } from "@strata/shared-config";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { strata } from "./run.ts";

const REPOSITORY = findRoot(import.meta.dirname) ?? "";
const MAIN = join(REPOSITORY, "tools", "cli", "src", "main.ts");
const SECRET = "v3ry $(id) 's3cret'\nin two lines";

let moto: Moto;
let root: string;

beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());

beforeEach(() => {
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  vi.stubEnv("AWS_PROFILE", "");
  root = mkdtempSync(join(tmpdir(), "strata-secrets-"));
  for (const folder of ["products", "environments", "tiers"]) {
    cpSync(join(REPOSITORY, folder), join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, "pnpm-workspace.yaml"), "packages: []\n");
  writeFileSync(
    join(root, "environments", "threa-prod.yaml"),
    `product: threa
tier: prod
# What the team added.
data:
  secrets:
    entries:
      sentry-dsn: { source: operator } # of the project
      session-key: { source: generated }
services:
  app:
    secrets:
      SENTRY_DSN: { secret: sentry-dsn }
      SESSION_KEY: { secret: session-key }
`,
  );
  vi.spyOn(process, "cwd").mockReturnValue(root);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** Runs the command with a text on its standard input. */
async function run(input: string, ...words: readonly string[]) {
  const real = Object.getOwnPropertyDescriptor(process, "stdin");
  Object.defineProperty(process, "stdin", { value: Readable.from([input]), configurable: true });
  const { code, out, err } = await strata(...words);
  if (real !== undefined) Object.defineProperty(process, "stdin", real);
  return { code, said: out + err };
}

async function parameter(name: string) {
  const { GetParameterCommand, SSMClient } = await import("@aws-sdk/client-ssm");
  const client = new SSMClient({ region: "eu-central-1" });
  const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  client.destroy();
  return Parameter;
}

describe("strata secrets set", () => {
  it("THREA-065: puts a SecureString where the containers' reference points, from standard input, and shows it nowhere", async () => {
    const { code, said } = await run(`${SECRET}\n`, "secrets", "set", "threa-prod", "sentry-dsn");
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining("set /threa/sentry-dsn") });
    expect(said).toContain("strata refresh-service threa-prod app");
    expect(said).not.toContain("s3cret");
    const name = secretName(loadEnvironment(root, "threa-prod"), "sentry-dsn");
    expect(await parameter(name)).toMatchObject({ Type: "SecureString", Value: SECRET });
    const child = spawn(process.execPath, [MAIN, "secrets", "set", "threa-prod", "sentry-dsn"], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end(`${SECRET}\n`);
    const [written, [status]] = await Promise.all([text(child.stdout), once(child, "close")]);
    expect({ status, written }).toEqual({ status: 0, written: "/threa/sentry-dsn has this value already\n" });
  });

  it.each([
    [["set", "threa-prod", "sentry-dns"], "did you mean sentry-dsn?"],
    [["set", "threa-prod", "session-key"], "strata secrets rotate threa-prod session-key"],
    [["set", "proliferate-prod", "google-client-id"], "presence: required"],
    [["set", "runlayer-prod", "sentry-dsn"], "strata secrets set runlayer-prod sentry-relay"],
    [["set", "threa-prod", "sentry-dsn", "s3cret"], "never an argument"],
  ])("refuses before it asks for a value: %s", async (words, said) => {
    const { code, err } = await strata("secrets", ...words);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(said) });
    expect(err).not.toContain("s3cret");
  });

  it("refuses an empty value, and a place that the data layer has not made", async () => {
    expect(await run("\n", "secrets", "set", "threa-prod", "sentry-dsn")).toMatchObject({ code: 2 });
    const { code, said } = await run("sk-1", "secrets", "set", "proliferate-prod", "anthropic-api-key");
    expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining("SECRET_UNPLACED") });
    expect(said).toContain("nx deploy data -c proliferate-prod");
    expect(said).not.toContain("sk-1");
  });

  it("encrypts one that the data stack reads into the stack's config", async () => {
    const engine = await requireEngine(REPOSITORY);
    const folder = join(root, "stacks", "data");
    mkdirSync(join(root, "state"));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "Pulumi.yaml"), "name: data\nruntime: nodejs\n");
    cpSync(join(REPOSITORY, "tools/engine/go/cli/go.mod"), join(root, "tools/engine/go/cli/go.mod"), {
      recursive: true,
    });
    vi.stubEnv("PULUMI_BACKEND_URL", `file://${join(root, "state")}?metadata=skip`);
    vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "test");
    execFileSync(engine.command, ["stack", "init", "runlayer-prod"], { cwd: folder, stdio: "ignore" });
    const { code, said } = await run("auth-key-1\n", "secrets", "set", "runlayer-prod", "auth-api-key");
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining("nx deploy data -c runlayer-prod") });
    const words = ["config", "get", "strata:data.secrets.entries.auth-api-key.value", "--stack", "runlayer-prod"];
    expect(execFileSync(engine.command, words, { cwd: folder, encoding: "utf8" }).trim()).toBe("auth-key-1");
    const { out } = await strata("secrets", "list", "runlayer-prod", "--json");
    expect(JSON.parse(out)).toContainEqual(
      expect.objectContaining({ entry: "auth-api-key", source: "config", state: "set" }),
    );
  });
});

describe("strata secrets list", () => {
  it("says where each is, whether it has a value, since when and who reads it, and never a value", async () => {
    await run(SECRET, "secrets", "set", "threa-prod", "sentry-dsn");
    const rows = JSON.parse((await strata("secrets", "list", "threa-prod", "--json")).out);
    expect(rows).toEqual([
      {
        entry: "sentry-dsn",
        source: "operator",
        place: "/threa/sentry-dsn",
        services: ["app"],
        state: "set",
        changedAt: expect.stringMatching(/^\d{4}-/),
      },
      {
        entry: "session-key",
        source: "generated",
        place: "/threa/session-key",
        services: ["app"],
        state: "empty",
        changedAt: null,
      },
    ]);
    const { out } = await strata("secrets", "list", "threa-prod");
    expect(out).toContain("sentry-dsn");
    expect(out).not.toContain("s3cret");
  });
});

describe("strata secrets rotate", () => {
  const fileText = () => readFileSync(join(root, "environments", "threa-prod.yaml"), "utf8");

  it("raises the generation of a generated one in the environment's file, comments kept, and says who has to be refreshed", async () => {
    const { code, out, err } = await strata("secrets", "rotate", "threa-prod", "session-key", "--yes");
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("generation 1 → 2") });
    expect(err).toContain("nx deploy data -c threa-prod, then strata refresh-service threa-prod app");
    expect(loadEnvironment(root, "threa-prod").data.secrets.entries["session-key"]?.generation).toBe(2);
    expect(fileText()).toContain("# of the project");
    expect(fileText()).toContain("# What the team added.");
  });

  it("is refused without a yes where nobody can be asked", async () => {
    const before = fileText();
    const { code, said } = await run("", "secrets", "rotate", "threa-prod", "session-key");
    expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining("--yes") });
    expect(fileText()).toBe(before);
  });

  it("takes a new value of one that only an operator knows", async () => {
    const { said } = await run("another", "secrets", "rotate", "threa-prod", "sentry-dsn");
    expect(said).toContain("set /threa/sentry-dsn");
    expect((await parameter("/threa/sentry-dsn"))?.Value).toBe("another");
  });
});
