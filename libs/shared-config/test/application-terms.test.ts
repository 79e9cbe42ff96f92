import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";
import { PRODUCT } from "./repository.ts";

const APPLICATION = `${PRODUCT}application:
  example: shop.env.example
  groups:
    sandbox: { kind: choice, message: Which?, options: { one: One, two: Two } }
  keys:
    URL: { output: edge.publicUrls.0 }
    TOKEN: { store: { secret: token }, group: sandbox, option: one }
  checklist:
    - { title: Call-back, text: "\${URL}/back" }
`;
const changed = (from: string, to: string) => refusal("", APPLICATION.replace(from, to));

describe("the environment file of a product's application", () => {
  it("is accepted as data", () => {
    expect(refusal("", APPLICATION)).toBe("accepted");
  });

  it.each([
    ["an output that no layer has", "edge.publicUrls.0", "edge.publicUrl", /keys\.URL\.output.*a layer, a dot/],
    ["a group that there is not", "group: sandbox", "group: sandbx", /keys\.TOKEN\.group.*is none of groups/],
    ["an option that the choice has not", "option: one", "option: three", /keys\.TOKEN\.option.*is one of one, two/],
    ["a key of a choice without its option", ", option: one", "", /keys\.TOKEN\.option.*is one of one, two/],
    ["a key that no shell knows", "    URL:", "    MY-URL:", /keys\.MY-URL: invalid key/],
    ["a file that is not left out of git", "  example:", "  file: env.prod\n  example:", /begins with \.env/],
    ["a secret in the checklist", "${URL}/back", "${TOKEN}", /TOKEN is a secret/],
    ["an unknown key in the checklist", "${URL}/back", "${URI}", /URI is none of keys/],
    ["an unknown word", "kind: choice", "kind: chioce", /groups\.sandbox/],
  ])("refuses %s", (_what, from, to, said) => {
    expect(changed(from, to)).toMatch(said);
  });
});
