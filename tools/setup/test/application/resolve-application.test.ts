import { DISABLED } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { generateValue } from "../../src/application/generate-value.ts";
import { groupStates } from "../../src/application/group-states.ts";
import { type ApplicationSources, resolveApplication } from "../../src/application/resolve-application.ts";
import { proliferate } from "./fixtures.ts";

/** A key that every source may give, with a default in the example. */
const { application } = proliferate();
const EVERYWHERE = {
  ...application,
  groups: {},
  keys: {
    KEY: { ...application.keys.WEB_PORT, generated: { format: "base64" as const, bytes: 32 }, off: "value" as const },
  },
};
const EXAMPLE = [{ key: "KEY", initial: "from the example", comment: "" }];
const NOTHING = groupStates(EVERYWHERE, {}, { valued: new Set(), present: () => undefined, existing: new Map() });

function resolve(sources: Partial<ApplicationSources>, generates = false) {
  const groups = { ...NOTHING, generated: new Set(generates ? ["KEY"] : []) };
  const none = {
    existing: new Map(),
    outputs: new Map(),
    aws: new Map(),
    answers: new Map(),
    generate: () => "generated",
  };
  return resolveApplication(EVERYWHERE, EXAMPLE, groups, { ...none, ...sources }).rows[0];
}

describe("PROL-110: each source wins over the later ones", () => {
  const all = {
    existing: new Map([["KEY", "existing"]]),
    outputs: new Map([["KEY", "output"]]),
    aws: new Map([["KEY", "aws"]]),
    answers: new Map([["KEY", "answer"]]),
  };
  it.each([
    ["existing", all, true, "existing"],
    ["output", { ...all, existing: new Map() }, true, "output"],
    ["aws", { aws: all.aws, answers: all.answers }, true, "aws"],
    ["generated", { answers: all.answers }, true, "generated"],
    ["prompt", { answers: all.answers }, false, "answer"],
    ["prompt", {}, false, "from the example"],
  ])("%s", (from, sources, generates, value) => {
    expect(resolve(sources, generates)).toEqual({ key: "KEY", value, from });
  });

  it("an empty text is no value of any source", () => {
    const empty = new Map([["KEY", ""]]);
    expect(resolve({ existing: empty, outputs: empty, aws: empty, answers: empty })).toMatchObject({
      value: "from the example",
    });
  });
});

describe("generated values", () => {
  it("PROL-083, PROL-084: are 44 characters of base64 that decode to 32 bytes, and differ", () => {
    const value = generateValue({ format: "base64", bytes: 32 });
    expect(value).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(value, "base64")).toHaveLength(32);
    expect(generateValue({ format: "base64", bytes: 32 })).not.toBe(value);
  });

  it.each([
    "BETTER_AUTH_SECRET",
    "SERVICE_TO_SERVICE_AUTH_TOKEN",
    "USER_SECRETS_ENCRYPTION_KEY",
    "BILLING_JWT_SECRET",
    "LLM_PROXY_MASTER_KEY",
  ])("PROL-083, PROL-084: %s is generated without a question", (key) => {
    const { generated } = groupStates(
      application,
      {},
      { valued: new Set(), present: () => undefined, existing: new Map() },
    );
    expect(generated.has(key)).toBe(true);
  });
});

describe("what is switched off", () => {
  const { example } = proliferate();
  const facts = { valued: new Set<string>(), present: () => undefined, existing: new Map<string, string>() };
  const resolved = (key: string, answers: Record<string, string>, existing = new Map<string, string>()) => {
    const groups = groupStates(application, answers, { ...facts, existing });
    const sources = {
      existing,
      outputs: new Map(),
      aws: new Map(),
      answers: new Map(Object.entries(answers)),
      generate: () => "x",
    };
    return resolveApplication(application, example, groups, sources).rows.find((row) => row.key === key)?.value;
  };

  it("PROL-077, PROL-078, PROL-111: has an explicit value, so no key is empty", () => {
    expect(resolved("E2B_API_KEY", { "application.sandbox": "modal" })).toBe(DISABLED);
    expect(resolved("MODAL_TOKEN_ID", { "application.sandbox": "e2b" })).toBe(DISABLED);
    expect(resolved("GOOGLE_CLIENT_ID", {})).toBe(DISABLED);
  });

  it("is asked for again once it is on: the word of an earlier run is no value then", () => {
    const earlier = new Map([["E2B_API_KEY", DISABLED]]);
    expect(resolved("E2B_API_KEY", { "application.sandbox": "e2b" }, earlier)).toBeUndefined();
    expect(resolved("E2B_API_KEY", { "application.sandbox": "modal" }, earlier)).toBe(DISABLED);
  });
});
