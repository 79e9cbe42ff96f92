import { generateKeyPairSync } from "node:crypto";
import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { envLine } from "../../src/application/env-line.ts";

/** Text out of what a shell, YAML or dotenv could take for something else. */
const awkward = fc
  .array(
    fc.constantFrom("'", '"', "`", "\\", "\\n", "\\r", "\n", "\r", "#", " ", "$(id)", "${X}", "=", "é", "\u2028", "a"),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));

/** What the format cannot hold: each kind of quotes is either in the value or expands in it what must not be. */
function isBeyondTheFormat(value: string): boolean {
  const noSingle = value.includes("'") || value.includes("\r") || value.endsWith("\\");
  const noBacktick = value.includes("`") || value.includes("\r") || value.endsWith("\\");
  const noDouble = value.includes('"') || /\\[nr]/.test(value) || value.endsWith("\\");
  const noneAtAll = /[#\r\n]/.test(value) || value !== value.trim() || /^['"`]/.test(value);
  return noSingle && noBacktick && noDouble && noneAtAll;
}

describe("a line of an environment file", () => {
  it("B23: is read back as the very value, whatever is in it, and leaves its neighbours alone", () => {
    fc.assert(
      fc.property(fc.oneof(awkward, fc.string({ minLength: 1, unit: "binary" })), awkward, (value, other) => {
        const line = envLine("KEY", value);
        if (line === undefined) {
          expect(isBeyondTheFormat(value)).toBe(true);
          return;
        }
        const after = envLine("AFTER", other) ?? "AFTER=1";
        expect(parse(`BEFORE='x'\n${line}\n# it's "a" comment\n${after}\n`)).toMatchObject({ BEFORE: "x", KEY: value });
      }),
      { numRuns: 2000 },
    );
  });

  it("PROL-116: keeps the line ends of a private key, in one line", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    const line = envLine("GITHUB_APP_PRIVATE_KEY", pem) ?? "";
    expect(line).not.toContain("\n");
    expect(parse(`${line}\nNEXT=1\n`)).toEqual({ GITHUB_APP_PRIVATE_KEY: pem, NEXT: "1" });
  });

  it("B23: puts what a shell would run into single quotes", () => {
    expect(envLine("KEY", "$(rm -rf /)`id`")).toBe("KEY='$(rm -rf /)`id`'");
    expect(envLine("KEY", "plain-1.2/x")).toBe("KEY=plain-1.2/x");
    expect(envLine("KEY", "it's")).toBe(`KEY="it's"`);
  });

  it("is none where dotenv would read on into the next line: a backslash at the end that needs quotes", () => {
    expect(parse("KEY='x #\\'\nNEXT='# y'\n").KEY).not.toBe("x #\\");
    expect(envLine("KEY", "x #\\")).toBeUndefined();
    expect(envLine("KEY", "x\\")).toBe("KEY=x\\");
  });

  it("PROL-111: is none for an empty value", () => {
    expect(envLine("KEY", "")).toBeUndefined();
  });
});
