import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editSettings } from "@strata/shared-config/edit";
import { describe, expect, it } from "vitest";
import { awsValues } from "../../src/application/aws-values.ts";
import { dnsItems } from "../../src/application/checklist.ts";
import { planFeatures } from "../../src/application/features-step.ts";
import { prepareFile } from "../../src/application/file-step.ts";
import { pemOf, pemProblem } from "../../src/application/pem.ts";
import { readEnvFile, writeEnvFile } from "../../src/application/write-env-file.ts";
import { usersOf } from "../../src/secrets/secret-users.ts";
import { planSecrets } from "../../src/secrets/secrets-step.ts";
import { proliferate, recordingHost } from "./fixtures.ts";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();

describe("a private key as an answer", () => {
  it("PROL-116: is taken whole, in one line, with Windows' line ends, or as the path of its file", () => {
    const folder = mkdtempSync(join(tmpdir(), "strata-pem-"));
    const file = join(folder, "app.pem");
    writeFileSync(file, PEM);
    for (const answer of [PEM, PEM.trim().replaceAll("\n", "\\n"), PEM.replaceAll("\n", "\r\n"), file]) {
      expect(pemProblem(answer)).toBeUndefined();
      expect(pemOf(answer)).toBe(PEM.trim());
    }
    rmSync(folder, { recursive: true });
  });

  it("is refused where it is damaged, in words that do not repeat it", () => {
    const damaged = PEM.slice(0, 300);
    expect(pemProblem(damaged)).toMatch(/damaged PEM/);
    expect(pemProblem("/no/such/file.pem")).toMatch(/it is no PEM/);
    expect(pemProblem(damaged)).not.toContain(damaged.slice(40, 80));
  });
});

describe("what was chosen", () => {
  const entry = (name: string, presence: string) => ({
    path: `data.secrets.entries.${name}.presence`,
    value: presence,
  });
  const plan = (answers: Readonly<Record<string, string>>) =>
    planFeatures(proliferate(), { answers, secrets: new Map() });

  it("PROL-114: of a choice goes on, and the rest of it off", () => {
    expect(plan({ "application.sandbox": "e2b" })).toEqual([
      entry("modal-token-id", "off"),
      entry("modal-token-secret", "off"),
      entry("e2b-api-key", "required"),
    ]);
    expect(plan({ "application.sandbox": "modal" })).toEqual([]);
  });

  it("PROL-079, PROL-141: switches a feature on with its first key, and leaves it as it is without", () => {
    expect(plan({ "application.GOOGLE_CLIENT_ID": "id" })).toEqual([
      entry("google-client-id", "required"),
      entry("google-client-secret", "required"),
    ]);
    expect(plan({ "application.GOOGLE_CLIENT_ID": "" })).toEqual([]);
  });

  it("PROL-085: gives containers the keys of development after a yes", () => {
    expect(plan({ "application.development": "yes" }).map(({ value }) => value)).toEqual(Array(4).fill("required"));
    expect(plan({ "application.development": "no", "application.TEST_REPO_ID": "disabled" })).toEqual([]);
  });

  it("leaves on what the environment has switched on by itself", () => {
    const facts = proliferate();
    const { entries } = facts.environment.data.secrets;
    const on = Object.fromEntries(
      Object.entries(entries).map(([key, entry]) => [key, { ...entry, presence: "required" as const }]),
    );
    const data = { ...facts.environment.data, secrets: { ...facts.environment.data.secrets, entries: on } };
    const edits = planFeatures(
      { ...facts, environment: { ...facts.environment, data } },
      { answers: {}, secrets: new Map() },
    );
    expect(edits).toEqual([entry("e2b-api-key", "off")]);
  });

  it("is written with quotes where YAML 1.1 would read a boolean, and nothing else changes", () => {
    const text = "# mine\nproduct: a # b\ntier: prod\n";
    expect(editSettings(text, [entry("x", "off")])).toBe(
      `${text}data:\n  secrets:\n    entries:\n      x:\n        presence: "off"\n`,
    );
  });
});

describe("AWS's part of the file", () => {
  const { application } = proliferate();
  it("PROL-071: has the keys of a user, but none that end soon or are not used", () => {
    const keys = { AWS_ACCESS_KEY_ID: "AK", AWS_SECRET_ACCESS_KEY: "SK" };
    expect(awsValues(application, "us-east-1", keys).get("AWS_ACCESS_KEY_ID")).toBe("AK");
    for (const other of [{ AWS_SESSION_TOKEN: "t" }, { AWS_PROFILE: "acme" }]) {
      expect(awsValues(application, "us-east-1", { ...keys, ...other }).has("AWS_SECRET_ACCESS_KEY")).toBe(false);
    }
  });

  it("PROL-072, PROL-110: has the region and the address of S3 there", () => {
    expect(Object.fromEntries(awsValues(application, "eu-west-1", {}))).toEqual({
      AWS_REGION: "eu-west-1",
      S3_REGION: "eu-west-1",
      S3_ENDPOINT_URL: "https://s3.eu-west-1.amazonaws.com",
    });
  });
});

describe("the file's step", () => {
  const given = { answers: {}, secrets: new Map<string, string>(), host: recordingHost() };

  it("PROL-111: names every key without a value, when its turn comes", async () => {
    const { changes, apply } = prepareFile(proliferate(), given);
    expect(changes).toMatchObject([{ action: "later" }]);
    await expect(apply()).rejects.toMatchObject({
      code: "ENV_INCOMPLETE",
      message: expect.stringMatching(/DATABASE_URL.*ANTHROPIC_API_KEY.*MODAL_TOKEN_SECRET/),
    });
  });
});

describe("an environment file", () => {
  it("is replaced whole, by one that its owner alone can read, and seen as open before", async () => {
    const folder = mkdtempSync(join(tmpdir(), "strata-env-"));
    const file = join(folder, ".env.prod");
    expect(await readEnvFile(file)).toBeUndefined();
    writeFileSync(file, "A=1\n");
    chmodSync(file, 0o644);
    expect(await readEnvFile(file)).toMatchObject({ open: true, text: "A=1\n" });
    writeEnvFile(file, "A=2\n");
    expect(readFileSync(file, "utf8")).toBe("A=2\n");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
});

describe("the store's plan", () => {
  it("puts what is not there, keeps what is, and shows no value", () => {
    const entry = { entry: "a", name: "app/a", stored: undefined, given: undefined };
    const changes = planSecrets([
      entry,
      { ...entry, given: "s3cret" },
      { ...entry, stored: "s3cret", given: "s3cret" },
      { ...entry, stored: "s3cret", given: "other" },
    ]);
    expect(changes.map(({ action }) => action)).toEqual(["later", "create", "keep", "keep"]);
    expect(changes[3]?.detail).toContain("the store's stays");
    expect(JSON.stringify(changes)).not.toMatch(/s3cret|other"/);
  });

  it("knows who reads a secret: of what is enabled, further containers and URLs made of it included", () => {
    const { environment } = proliferate();
    expect(usersOf(environment, "anthropic-api-key")).toEqual(["gateway", "llm-proxy", "worker"]);
    expect(usersOf(environment, "nobody")).toEqual([]);
  });
});

describe("DNS in the checklist", () => {
  const { environment } = proliferate();
  it("PROL-117: has the name servers where a zone was made, and the address where there is no domain", () => {
    const dns = { ...environment.dns, provider: "route53" as const, zone: "example.com" };
    expect(dnsItems({ ...environment, dns }, { nameServers: ["ns-1", "ns-2"], loadBalancerDnsName: "alb" })).toEqual([
      { title: "DNS: name servers of example.com, at its registrar", text: "ns-1, ns-2" },
    ]);
    const none = { ...environment.dns, names: [] };
    expect(dnsItems({ ...environment, dns: none }, { loadBalancerDnsName: "alb" })).toMatchObject([
      { title: "DNS", text: expect.stringContaining("alb") },
    ]);
  });
});
