import { tmpdir } from "node:os";
import { StrataError } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { type Examination, type Examiner, examineAll } from "../src/doctor/finding.ts";
import { nodeFinding, pnpmFinding, roomFinding } from "../src/doctor/machine.ts";
import { opens } from "../src/doctor/passphrase.ts";
import { missingPrograms, PROGRAMS } from "../src/doctor/programs.ts";
import { keyFindings } from "../src/doctor/secrets-provider.ts";

/** Of a stack that Pulumi 3.259.0 made with the passphrase "correct horse". */
const SALT = "v1:3AXfWNe48Zo=:v1:k1IYSATUEHqrdhY1:jQWb3qMuHUWsndj2gm0s2eP6aRLU8g==";

const here: Examination = { root: "/r", environment: undefined, region: "eu-central-1", variables: {} };

describe("an examination", () => {
  const sound: Examiner = { area: "sound", examine: async () => [] };
  const broken: Examiner = {
    area: "broken",
    examine: async () => {
      throw new StrataError("ENGINE_MISSING", "there is no engine", { hint: "install it", fault: "environment" });
    },
  };
  const told: Examiner = {
    area: "told",
    examine: async () => [{ level: "note", message: "by the way", hint: "read it" }],
  };

  it("goes on after what cannot be looked at, and tells each in its area", async () => {
    expect(await examineAll([broken, sound, told], here)).toEqual([
      { area: "broken", level: "error", message: "there is no engine", hint: "install it" },
      { area: "told", level: "note", message: "by the way", hint: "read it" },
    ]);
  });

  it("leaves out what needs an environment or an account where there is none", async () => {
    const ofEnvironment = { ...told, ofEnvironment: true };
    const ofAccount = { ...told, ofAccount: true };
    expect(await examineAll([ofEnvironment], here)).toEqual([]);
    expect(await examineAll([ofAccount], { ...here, variables: { STRATA_REHEARSAL: "/w" } })).toEqual([]);
    expect(await examineAll([ofEnvironment, ofAccount], { ...here, environment: "threa-prod" })).toHaveLength(2);
  });

  it("does not hide an error that nobody expected", async () => {
    const bug: Examiner = { area: "bug", examine: async () => Promise.reject(new TypeError("no")) };
    await expect(examineAll([bug], here)).rejects.toThrow(TypeError);
  });
});

describe("of the machine it tells", () => {
  it("an older Node as an error, a newer one as a warning, another patch not at all", () => {
    expect(nodeFinding("20.19.0", "22.23.3")).toMatchObject([{ level: "error", hint: expect.stringContaining("npm") }]);
    expect(nodeFinding("24.1.0", "22.23.3")).toMatchObject([{ level: "warning" }]);
    expect(nodeFinding("22.12.0", "22.23.3")).toEqual([]);
  });

  it("a pnpm that is missing or another one", () => {
    expect(pnpmFinding(undefined, "12.21.0")).toMatchObject([{ message: expect.stringContaining("no pnpm") }]);
    expect(pnpmFinding("9.0.0", "12.21.0")).toMatchObject([{ message: "pnpm is 9.0.0, not 12.21.0" }]);
    expect(pnpmFinding("12.22.0", "12.21.0")).toEqual([]);
  });

  it("how little room there is", () => {
    expect(roomFinding(2 * 1024 ** 3, "/r")).toEqual([]);
    expect(roomFinding(512 * 1024 ** 2, "/r")).toMatchObject([{ level: "warning" }]);
    expect(roomFinding(1024 ** 2, "/r")).toMatchObject([{ level: "error", message: expect.stringContaining("1 MB") }]);
  });

  it("each program that is not on PATH, with what is not possible without it and how to get it", async () => {
    const found = await missingPrograms(PROGRAMS, tmpdir());
    expect(found.map(({ level }) => level)).toEqual(["warning", "note", "note", "note"]);
    for (const { message, hint } of found) {
      expect(message).toMatch(/is not on PATH: ./);
      expect(hint).not.toBe("");
    }
  });
});

describe("of the secrets of a stack it tells", () => {
  const keys = [
    { layer: "network", salt: SALT, provider: undefined },
    { layer: "data", salt: undefined, provider: "awskms://alias/strata?region=eu-central-1" },
  ] as const;

  it("nothing where the passphrase is the stack's own", async () => {
    expect(await opens("correct horse", SALT)).toBe(true);
    expect(await keyFindings(keys, "correct horse", "threa-prod")).toEqual([]);
  });

  it("that there is none, and that it is another one", async () => {
    expect(await keyFindings(keys, undefined, "threa-prod")).toMatchObject([
      { level: "error", message: expect.stringContaining("the secrets of network need a passphrase") },
    ]);
    expect(await keyFindings(keys, "wrong horse", "threa-prod")).toMatchObject([
      { level: "error", message: "the passphrase of this shell is not that of network of threa-prod" },
    ]);
  });

  it.each(["", "v2:a:v1:b:c", "v1:a", "not a salt"])("no error of its own for a damaged salt: %j", async (salt) => {
    expect(await opens("correct horse", salt)).toBe(false);
  });
});
