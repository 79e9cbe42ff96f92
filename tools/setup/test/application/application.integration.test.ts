import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateSecretCommand, DescribeSecretCommand, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { type Moto, startMoto } from "@strata/moto";
import { loadEnvironment, secretName } from "@strata/shared-config";
import { parse } from "dotenv";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readChecklist } from "../../src/application/checklist.ts";
import { chosenFeaturesStep } from "../../src/application/features-step.ts";
import { fileStep } from "../../src/application/file-step.ts";
import { type Aws, openAws } from "../../src/aws/aws.ts";
import { runSetup } from "../../src/run-setup.ts";
import { operatorSecretsStep } from "../../src/secrets/secrets-step.ts";
import type { SetupContext } from "../../src/steps/step.ts";
import { copiedRepository, readingOutputs, recordingHost } from "./fixtures.ts";

const NAME = "proliferate-prod";
const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString()
  .trim();
const KEYS = {
  ANTHROPIC_API_KEY: "sk-ant-'quoted'",
  GITHUB_APP_PRIVATE_KEY: PEM,
  GITHUB_APP_WEBHOOK_SECRET: "hook $(id)",
  GITHUB_OAUTH_APP_SECRET: "oauth",
  E2B_API_KEY: "e2b_1",
};
const ANSWERS = {
  "application.sandbox": "e2b",
  "application.GITHUB_APP_ID": "123",
  "application.NEXT_PUBLIC_GITHUB_APP_SLUG": "acme",
  "application.GITHUB_OAUTH_APP_ID": "Iv1.a",
};

let moto: Moto;
let aws: Aws;
let root: string;
let leave: () => void;

beforeAll(async () => {
  moto = await startMoto();
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  vi.stubEnv("AWS_PROFILE", "");
  aws = openAws("us-east-1");
});

afterAll(async () => {
  vi.unstubAllEnvs();
  aws.close();
  await moto.stop();
});

/** What the data layer would have made: a secret for each entry, filled where it makes the value itself. */
async function deployData() {
  const { data, ...environment } = loadEnvironment(root, NAME);
  const vault = await aws.secretsManager();
  const made = Object.entries(data.secrets.entries).map(async ([entry, { source, presence }]) => {
    if (presence === "off") return [];
    const Name = secretName({ ...environment, data }, entry);
    const SecretString = source === "generated" ? `made-${entry}` : undefined;
    const { ARN = "" } = await vault
      .send(new CreateSecretCommand({ Name, ...(SecretString && { SecretString }) }))
      // A test before this one has made it: moto is started once.
      .catch(() => vault.send(new DescribeSecretCommand({ SecretId: Name })));
    return [[`secret.${entry}`, ARN] as const];
  });
  const references = Object.fromEntries((await Promise.all(made)).flat());
  return readingOutputs({
    data: {
      databaseUrl: "postgresql://db/x?sslmode=require",
      cacheUrl: "redis://cache:6379",
      secretReferences: references,
    },
    cluster: { loadBalancerDnsName: "alb-1.us-east-1.elb.amazonaws.com" },
    services: { urls: { gateway: "https://app.example.com", "llm-proxy": "https://app.example.com" } },
    edge: { publicUrls: ["https://app.example.com"] },
  });
}

function context(answers: Readonly<Record<string, string>> = ANSWERS, keys: Readonly<Record<string, string>> = KEYS) {
  const host = recordingHost();
  const secrets = new Map(Object.entries(keys).map(([key, value]) => [`application.${key}`, value]));
  const given: SetupContext = { root, environment: NAME, answers, secrets, aws, accountId: "123456789012", host };
  return { ...given, host };
}

async function setUp(given = context()) {
  const nothing = readingOutputs({});
  const changed = await runSetup([chosenFeaturesStep(nothing)], given);
  const outputs = await deployData();
  return [...changed, ...(await runSetup([operatorSecretsStep(outputs), fileStep(outputs)], given))];
}

const fileText = () => readFileSync(join(root, ".env.prod"), "utf8");

async function storedValue(entry: string): Promise<string | undefined> {
  const SecretId = secretName(loadEnvironment(root, NAME), entry);
  return (await (await aws.secretsManager()).send(new GetSecretValueCommand({ SecretId }))).SecretString;
}

describe("one set-up", () => {
  beforeAll(async () => {
    ({ root, leave } = copiedRepository());
    expect(await setUp()).toEqual(["features", "secrets", "application-file"]);
  });
  afterAll(() => leave());

  it("PROL-109, PROL-111, PROL-115, PROL-142: writes every key of the example, in its order, none empty, for its owner alone", async () => {
    const values = parse(fileText());
    expect(Object.keys(values)).toEqual(
      Object.keys(parse(readFileSync(join(root, "products/proliferate.env.example")))),
    );
    expect(Object.values(values)).not.toContain("");
    expect(statSync(join(root, ".env.prod")).mode & 0o777).toBe(0o600);
    expect(readdirSync(root).filter((name) => name.startsWith(".env"))).toEqual([".env.prod"]);
  });

  it("PROL-072, PROL-105, PROL-106, PROL-116: takes outputs, what AWS says, answers and the private key as they are", async () => {
    expect(parse(fileText())).toMatchObject({
      AWS_REGION: "us-east-1",
      S3_ENDPOINT_URL: "https://s3.us-east-1.amazonaws.com",
      DATABASE_URL: "postgresql://db/x?sslmode=require",
      REDIS_URL: "redis://cache:6379",
      NEXT_PUBLIC_APP_URL: "https://app.example.com",
      DOMAIN_NAME: "app.example.com",
      BETTER_AUTH_SECRET: "made-better-auth-secret",
      WORKER_PORT: "8080",
      MODAL_TOKEN_ID: "disabled",
      GOOGLE_CLIENT_ID: "disabled",
      GITHUB_APP_ID: "123",
      ...KEYS,
    });
  });

  it("PROL-078: switches the chosen sandbox on in the environment, and the other one off, and keeps its comments", async () => {
    const { data } = loadEnvironment(root, NAME);
    expect(data.secrets.entries["e2b-api-key"]?.presence).toBe("required");
    expect(data.secrets.entries["modal-token-id"]?.presence).toBe("off");
    expect(data.secrets.entries["google-client-id"]?.presence).toBe("off");
    expect(readFileSync(join(root, "environments", `${NAME}.yaml`), "utf8")).toContain("# Proliferate with HTTPS");
  });

  it("PROL-117: has DNS, the OAuth call-backs and the webhook, with the addresses of this installation", async () => {
    const items = await readChecklist(context(), await deployData());
    expect(items).toEqual(
      expect.arrayContaining([
        { title: "DNS: record of app.example.com", text: "app.example.com CNAME alb-1.us-east-1.elb.amazonaws.com" },
        expect.objectContaining({ text: "https://app.example.com/api/auth/callback/github" }),
        expect.objectContaining({ text: "https://app.example.com/api/webhooks/github-app" }),
      ]),
    );
    expect(items.map(({ title }) => title).join()).not.toMatch(/Google|HTTP only/);
  });

  it("PROL-083, PROL-113: the second run changes nothing, in the file, the environment and the store", async () => {
    const before = [fileText(), readFileSync(join(root, "environments", `${NAME}.yaml`), "utf8")];
    expect(await setUp(context({ "application.sandbox": "e2b" }, {}))).toEqual([]);
    expect([fileText(), readFileSync(join(root, "environments", `${NAME}.yaml`), "utf8")]).toEqual(before);
  });
});

describe("a set-up of its own", () => {
  beforeEach(() => {
    ({ root, leave } = copiedRepository());
    return leave;
  });

  it("PROL-071: with a profile the keys of an AWS user are comments, which no tool takes for keys", async () => {
    vi.stubEnv("AWS_PROFILE", "acme");
    await setUp().finally(() => vi.stubEnv("AWS_PROFILE", ""));
    expect(parse(fileText())).not.toHaveProperty("AWS_ACCESS_KEY_ID");
    expect(fileText()).toContain("# AWS_ACCESS_KEY_ID=disabled\n# AWS_SECRET_ACCESS_KEY=disabled");
  });

  describe("an existing file", () => {
    const change = () =>
      writeFileSync(join(root, ".env.prod"), "MINE=1\nANTHROPIC_API_KEY=sk-mine\nWORKER_PORT=9000\n");

    it("PROL-112: stays byte for byte without a yes", async () => {
      change();
      const before = readFileSync(join(root, ".env.prod"));
      const given = context();
      await setUp(given);
      expect(readFileSync(join(root, ".env.prod"))).toEqual(before);
      expect(given.host.notes().join()).toContain("application.overwrite");
    });

    it("PROL-110, PROL-112: gives its values with a yes, keys that nobody knows included", async () => {
      change();
      await setUp(context({ ...ANSWERS, "application.overwrite": "yes" }));
      expect(parse(fileText())).toMatchObject({ ANTHROPIC_API_KEY: "sk-mine", WORKER_PORT: "9000", MINE: "1" });
      expect(fileText().trimEnd().split("\n").at(-1)).toBe("MINE=1");
      expect(statSync(join(root, ".env.prod")).mode & 0o777).toBe(0o600);
    });
  });

  describe("the secrets of an operator", () => {
    it("are put into the store, whole, and one that is there stays", async () => {
      await setUp();
      expect(await storedValue("github-app-private-key")).toBe(PEM);
      await setUp(context(ANSWERS, { ...KEYS, ANTHROPIC_API_KEY: "sk-other" }));
      expect(await storedValue("anthropic-api-key")).toBe(KEYS.ANTHROPIC_API_KEY);
    });

    it("that are missing stop the run before services roll, all of them named", async () => {
      const { E2B_API_KEY: _left, ...keys } = KEYS;
      writeFileSync(
        join(root, "environments", `${NAME}.yaml`),
        `${readFileSync(join(root, "environments", `${NAME}.yaml`), "utf8")}data: { secrets: { path: /proliferate-new } }\n`,
      );
      const failure = setUp(context(ANSWERS, keys));
      await expect(failure).rejects.toMatchObject({
        code: "SECRET_MISSING",
        message: expect.stringContaining("e2b-api-key"),
        hint: `strata secrets set ${NAME} e2b-api-key`,
      });
      expect(existsSync(join(root, ".env.prod"))).toBe(false);
    });
  });

  describe("the checklist at the end", () => {
    it("names what the file and the containers do not agree on, and no secret", async () => {
      await setUp();
      appendFileSync(join(root, ".env.prod"), "ANTHROPIC_API_KEY=sk-other\nWORKER_PORT=9000\n");
      const text = JSON.stringify(await readChecklist(context(), await deployData()));
      expect(text).toContain("ANTHROPIC_API_KEY is not the same in .env.prod and in the containers");
      expect(text).toContain(`strata secrets set ${NAME} anthropic-api-key`);
      expect(text).toContain("the file says 9000, services.worker.environment.WORKER_PORT says 8080");
      expect(text).not.toContain("sk-");
    });

    it("PROL-082: warns of HTTP only", async () => {
      const file = join(root, "environments", `${NAME}.yaml`);
      writeFileSync(file, "product: proliferate\ntier: prod\n");
      const items = await readChecklist(context(), await deployData());
      expect(items.map(({ title }) => title)).toContain("Warning: HTTP only");
    });
  });
});
