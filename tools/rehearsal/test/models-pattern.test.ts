import { describe, expect, it } from "vitest";
import { translate } from "../models/java-pattern.ts";

function matches(pattern: string, text: string): boolean | undefined {
  const translated = translate(pattern);
  return translated === undefined ? undefined : new RegExp(translated, "u").test(text);
}

describe("a pattern written for Java", () => {
  it.each([
    ["holds for the whole text", "[a-z]+", "abc", "ab c"],
    ["keeps its own ends", "^[a-z]+", "abc!", "!abc"],
    ["has its alternatives together", "one|two", "two", "twofold"],
    ["may use Java's names of classes", "\\p{Alnum}+", "a1", "a-1"],
    ["may use them in a class", "[\\p{Alpha}_]+", "a_", "1"],
    ["may use Unicode's", "[\\p{L}\\p{Z}]+", "Zürich West", "Zürich 1"],
    ["may escape what needs no escape", "[\\w\\@\\_\\=]+", "a@b", "a b"],
    ["may have a plain dash beside a class", "[\\w-.]+", "a-b.c", "a b"],
    ["may be possessive", "[a-z]++", "abc", "ab1"],
    ["may have pairs for far characters", "[\\u0020-\\uD7FF\\uD800\\uDC00-\\uDBFF\\uDFFF]+", "a😀", "\u0007"],
  ])("%s: %s", (_what, pattern, good, bad) => {
    expect(matches(pattern, good)).toBe(true);
    expect(matches(pattern, bad)).toBe(false);
  });

  it.each(["(?i)abc", "[a-z&&[^b]]", "[a[bc]]", "(?>abc)", "\\Qabc\\E", "a{"])(
    "is left out where JavaScript cannot run it: %s",
    (pattern) => {
      expect(translate(pattern)).toBeUndefined();
    },
  );
});
