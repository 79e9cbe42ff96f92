import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { askApplication } from "../../src/application/ask-application.ts";
import { NOTHING_KNOWN } from "../../src/ask/ask-all.ts";
import type { Prompter } from "../../src/ask/prompter.ts";
import { openAws } from "../../src/aws/aws.ts";
import { startThirdParties, type ThirdParties } from "../credentials/third-party.ts";
import { copiedRepository, readingOutputs, recordingHost } from "./fixtures.ts";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const GIVEN: Readonly<Record<string, string>> = {
  ANTHROPIC_API_KEY: "sk-good",
  GITHUB_APP_ID: "1",
  GITHUB_APP_PRIVATE_KEY: PEM,
  GITHUB_APP_WEBHOOK_SECRET: "hook",
  NEXT_PUBLIC_GITHUB_APP_SLUG: "acme",
  GITHUB_OAUTH_APP_ID: "id",
  GITHUB_OAUTH_APP_SECRET: "secret",
  MODAL_TOKEN_ID: "ak-1",
  MODAL_TOKEN_SECRET: "as-1",
  E2B_API_KEY: "e2b",
};

const aws = openAws("us-east-1");
let parties: ThirdParties;
let root: string;
let leave: () => void;

beforeAll(async () => {
  parties = await startThirdParties(({ path, headers }) => {
    if (headers["x-api-key"] === "sk-bad") return { status: 401 };
    return { status: path.includes("/applications/") ? 404 : 200 };
  });
});
afterAll(async () => {
  aws.close();
  await parties.stop();
});
beforeEach(() => {
  vi.stubEnv("STRATA_CREDENTIAL_TESTS", parties.address);
  ({ root, leave } = copiedRepository());
  parties.seen.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
  leave();
});

/** Answers as given, the later ones of a list when it is asked again, and what Enter takes for the rest. */
async function ask(given: Readonly<Record<string, string | readonly string[]>> = {}, deploys = true) {
  const asked: string[] = [];
  const texts = new Map<string, readonly string[]>(
    Object.entries({ ...GIVEN, ...given }).map(([key, value]) => [
      `application.${key}`,
      typeof value === "string" ? [value] : value,
    ]),
  );
  const prompter: Prompter = {
    ask: async ({ id }, _answers, initial) => {
      const answers = texts.get(id);
      const turn = asked.filter((one) => one === id).length;
      asked.push(id);
      return answers?.[Math.min(turn, answers.length - 1)] ?? initial ?? "";
    },
  };
  const host = recordingHost();
  const place = { root, environment: "proliferate-prod", aws, host, prompter, known: NOTHING_KNOWN, deploys };
  const answered = await askApplication({ ...place, readOutputs: readingOutputs({}) });
  return { asked: asked.map((id) => id.replace("application.", "")), answered, notes: host.notes() };
}

describe("the questions of an application", () => {
  it("PROL-114: ask for the sandbox first, and then for that one's keys alone", async () => {
    const { asked } = await ask({ sandbox: "e2b" });
    expect(asked[0]).toBe("sandbox");
    expect(asked).toContain("E2B_API_KEY");
    expect(asked.filter((key) => key.startsWith("MODAL_"))).toEqual([]);
    expect((await ask({ sandbox: "modal" })).asked).not.toContain("E2B_API_KEY");
  });

  it("PROL-073, PROL-074, PROL-075, PROL-076, PROL-086: ask for what is needed, with the example's defaults", async () => {
    const { asked, answered } = await ask();
    expect(asked).toEqual(
      expect.arrayContaining([
        "ANTHROPIC_API_KEY",
        ...["GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_APP_WEBHOOK_SECRET", "NEXT_PUBLIC_GITHUB_APP_SLUG"],
        ...["GITHUB_OAUTH_APP_ID", "GITHUB_OAUTH_APP_SECRET"],
        ...["WEB_PORT", "WORKER_PORT", "GATEWAY_PORT", "API_PORT", "LLM_PROXY_REQUIRED"],
      ]),
    );
    expect(answered?.answers["application.GATEWAY_PORT"]).toBe("8787");
    expect(JSON.stringify(answered?.answers)).not.toContain("sk-good");
  });

  it("PROL-079, PROL-080, PROL-081, PROL-087, PROL-141: ask for features after that, and Enter leaves each out", async () => {
    const { asked } = await ask();
    const features = [
      "GOOGLE_CLIENT_ID",
      "RESEND_API_KEY",
      "AUTUMN_API_KEY",
      "OPENAI_API_KEY",
      "SLACK_CLIENT_ID",
      "NANGO_SECRET_KEY",
    ];
    expect(asked.filter((key) => features.includes(key))).toEqual(features);
    expect(asked.indexOf("GOOGLE_CLIENT_ID")).toBeGreaterThan(asked.indexOf("MODAL_TOKEN_SECRET"));
    expect(asked).not.toContain("GOOGLE_CLIENT_SECRET");
    expect((await ask({ GOOGLE_CLIENT_ID: "id" })).asked).toContain("GOOGLE_CLIENT_SECRET");
  });

  it("PROL-085: generate the keys of development after a yes, and ask for them after a no", async () => {
    const keys = ["AUTH_TOKEN", "TEST_TOKEN", "TEST_REPO_ID", "DEV_USER_ID"];
    expect((await ask({ development: "yes" })).asked).not.toEqual(expect.arrayContaining(keys));
    expect((await ask({ development: "no" })).asked).toEqual(expect.arrayContaining(keys));
  });

  it("PROL-106: do not ask for what outputs give, unless nothing is going to be deployed", async () => {
    expect((await ask()).asked).not.toContain("DATABASE_URL");
    expect((await ask({}, false)).asked).toEqual(expect.arrayContaining(["DATABASE_URL", "REDIS_URL"]));
  });

  it("PROL-112: leave out what the existing file has, and ask whether it may be written anew", async () => {
    writeFileSync(join(root, ".env.prod"), "ANTHROPIC_API_KEY=sk-mine\nWEB_PORT=1\n");
    const { asked } = await ask();
    expect(asked).not.toContain("ANTHROPIC_API_KEY");
    expect(asked).not.toContain("WEB_PORT");
    expect(asked.at(-1)).toBe("overwrite");
  });
});

describe("PROL-092: a credential that is refused", () => {
  it("is asked for again, by its name", async () => {
    const { asked, answered, notes } = await ask({ ANTHROPIC_API_KEY: ["sk-bad", "sk-good"] });
    expect(asked.filter((key) => key === "ANTHROPIC_API_KEY")).toHaveLength(2);
    expect(answered?.secrets.get("application.ANTHROPIC_API_KEY")).toBe("sk-good");
    expect(notes).toEqual(["ANTHROPIC_API_KEY: the Anthropic API refuses it"]);
  });

  it("stops a run in which nobody has another one, and is not shown", async () => {
    await expect(ask({ ANTHROPIC_API_KEY: "sk-bad" })).rejects.toMatchObject({
      code: "CREDENTIAL_REFUSED",
      message: "ANTHROPIC_API_KEY: the Anthropic API refuses it",
      hint: expect.stringContaining("application.ANTHROPIC_API_KEY"),
    });
  });

  it("is a warning where nobody can be asked about it", async () => {
    vi.stubEnv("STRATA_CREDENTIAL_TESTS", "http://127.0.0.1:1");
    const { notes } = await ask();
    expect(notes).toContainEqual(expect.stringMatching(/^ANTHROPIC_API_KEY could not be tried out/));
  });
});
