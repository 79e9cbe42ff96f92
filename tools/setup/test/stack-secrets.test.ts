import { join } from "node:path";
import { loadEnvironment } from "@strata/shared-config";
import { afterEach, expect, it, vi } from "vitest";
import { askAll, NOTHING_KNOWN } from "../src/ask/ask-all.ts";
import { stackQuestions } from "../src/stacks/questions.ts";
import { stackSecrets } from "../src/stacks/stack-secrets.ts";
import { stackSettingsStep } from "../src/stacks/stack-settings-step.ts";
import { answersPrompter } from "./answers-prompter.ts";
import { SetupPlace } from "./setup-place.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const TOKEN = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4";

afterEach(() => vi.unstubAllEnvs());

it.each([
  // THREA-057: the password is the only one.
  ["THREA-057", "threa-prod", ["data strata:data.postgres.password"]],
  // The two secrets of the original, and what Cloudflare wants besides.
  [
    "SUNA-054, SUNA-055, SUNA-063, SUNA-077",
    "suna-prod",
    [
      "data strata:data.secrets.entries.app-env.arn",
      "edge strata:edge.router.backends.lightsail.tunnelId",
      "edge cloudflare:apiToken",
    ],
  ],
  ["RUN-077, RUN-078", "runlayer-prod", ["data strata:data.secrets.entries.auth-api-key.value"]],
  ["PROL-142", "proliferate-prod", []],
])("%s: %s needs just its own secrets in its stacks", (_id, name, expected) => {
  const found = stackSecrets(loadEnvironment(ROOT, name));
  expect(found.map(({ layers, key }) => `${layers.join()} ${key}`)).toEqual(expected);
});

it("RUN-077: asks for the client's id as a setting, and for the key as a secret", async () => {
  const place = new SetupPlace("runlayer-prod");
  try {
    const questions = await stackQuestions(place);
    expect(questions.find(({ id }) => id.endsWith("auth-api-key.value"))?.kind).toBe("secret");
  } finally {
    place.leave();
  }
});

it.each([
  ["threa-prod", "data.postgres.password", "changeme-changeme", "reads like a placeholder"],
  ["threa-prod", "data.postgres.password", "short", "it needs at least 15"],
  ["suna-prod", "edge.router.backends.lightsail.tunnelId", "my-tunnel", "is no UUID"],
  ["suna-prod", "data.secrets.entries.app-env.arn", "arn:aws:iam::1:role/x", "is not the ARN of a secret"],
])("refuses for %s a %s that does not do, and does not repeat it", (name, path, value, problem) => {
  const secret = stackSecrets(loadEnvironment(ROOT, name)).find(({ key }) => key === `strata:${path}`);
  expect(secret?.problem(value)).toContain(problem);
  expect(secret?.problem(value)).not.toContain(value);
});

it("refuses a weak password from an answers file before anything is set", async () => {
  const place = new SetupPlace("threa-prod", "product: threa\ntier: prod\n");
  try {
    const weak = new Map([["secret.strata:data.postgres.password", "aaaaaaaaaaaaaaaaaaaa"]]);
    const prompter = answersPrompter(weak);
    await expect(askAll(await stackQuestions(place), NOTHING_KNOWN, prompter)).rejects.toThrow("different characters");
    await expect(stackSettingsStep.prepare(place.context({}, { secrets: weak }))).rejects.toMatchObject({
      code: "ANSWER_INVALID",
    });
  } finally {
    place.leave();
  }
});

it("SUNA-077: asks for Cloudflare's token, unless the shell's variables hold it", async () => {
  const text = "product: suna\ntier: prod\n";
  const place = new SetupPlace("suna-prod", text);
  try {
    vi.stubEnv("CLOUDFLARE_API_TOKEN", "");
    vi.stubEnv("CLOUDFLARE_API_KEY", "");
    const token = (await stackQuestions(place)).find(({ id }) => id === "secret.cloudflare:apiToken");
    const answers = { "domain.provider": "cloudflare" };
    expect(token?.kind).toBe("secret");
    expect(token?.when?.(answers)).toBe(false);
    const threa = new SetupPlace("threa-prod", "product: threa\ntier: prod\n");
    const asked = (await stackQuestions(threa)).find(({ id }) => id === "secret.cloudflare:apiToken");
    expect(asked?.when?.(answers)).toBe(true);
    vi.stubEnv("CLOUDFLARE_API_TOKEN", TOKEN);
    expect(asked?.when?.(answers)).toBe(false);
    threa.leave();
  } finally {
    place.leave();
  }
});
