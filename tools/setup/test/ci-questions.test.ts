import { loadEnvironmentText } from "@strata/shared-config";
import { afterEach, describe, expect, it } from "vitest";
import { answersTemplate } from "../src/ask/answers-template.ts";
import type { Answers } from "../src/ask/question.ts";
import { takeAnswers } from "../src/ask/take-answers.ts";
import { draftText, settingId } from "../src/environment/draft.ts";
import { githubRepository } from "../src/roles/github-origin.ts";
import { ciQuestions } from "../src/roles/questions.ts";
import { rolesStep } from "../src/roles/roles-step.ts";
import { SetupPlace } from "./setup-place.ts";

const REPOSITORY = settingId("ci.github.repository");
const ENVIRONMENT = settingId("ci.github.environment");
const BRANCH = settingId("ci.github.branch");

const BEFORE = { [settingId("product")]: "threa", [settingId("tier")]: "prod" };

let place: SetupPlace;
afterEach(() => place.leave());
const questions = (text?: string) => {
  place = new SetupPlace("acme-prod", text);
  return ciQuestions({ root: place.root, environment: "acme-prod" }, "acme/platform");
};
function take(asked: ReturnType<typeof questions>, values: Answers): Answers {
  const given = { file: "answers.yaml", values: new Map(Object.entries(values)), problems: new Map() };
  const { answers } = takeAnswers(asked, given, BEFORE);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !(id in BEFORE)));
}

describe("whose workflows may deploy", () => {
  it("is proposed to a person, printed in an answers file to start from, and nobody's who is not named", () => {
    const asked = questions();
    expect(answersTemplate(asked, {})).toContain(`${REPOSITORY}: acme/platform`);
    expect(take(asked, {})).toEqual({ [REPOSITORY]: "" });
  });

  it("is a branch unless it is a GitHub environment, and both make a file that is valid", () => {
    const asked = questions();
    const onMain = take(asked, { [REPOSITORY]: "acme/platform" });
    expect(onMain).toEqual({ [REPOSITORY]: "acme/platform", [ENVIRONMENT]: "", [BRANCH]: "main" });
    const guarded = take(asked, { [REPOSITORY]: "acme/platform", [ENVIRONMENT]: "production" });
    expect(Object.keys(guarded)).not.toContain(BRANCH);
    for (const [answers, github] of [
      [onMain, { repository: "acme/platform", branch: "main" }],
      [guarded, { repository: "acme/platform", environment: "production" }],
    ] as const) {
      const { text } = draftText(place.root, undefined, { ...BEFORE, ...answers });
      expect(loadEnvironmentText(place.root, "acme-prod", text).ci.github).toEqual(github);
    }
  });

  it.each([
    [REPOSITORY, "platform", "owner/name"],
    [REPOSITORY, "https://github.com/acme/platform", "owner/name"],
    [ENVIRONMENT, "pro*", "without : * ?"],
    [BRANCH, "two words", "the name of a branch"],
  ])("is refused as %s: %s", (id, value, text) => {
    expect(() => take(questions(), { [REPOSITORY]: "acme/platform", [id]: value })).toThrow(text);
  });

  it("is not asked where the file says it", () => {
    const asked = questions("product: threa\ntier: prod\nci: { github: { repository: acme/other, branch: main } }\n");
    expect(take(asked, { [REPOSITORY]: "acme/platform" })).toEqual({});
  });
});

it("plans the deploy roles before the file that names the repository is written", async () => {
  place = new SetupPlace("acme-prod", "product: threa\ntier: prod\n");
  const answers = { [REPOSITORY]: "acme/platform", [ENVIRONMENT]: "", [BRANCH]: "main" };
  expect((await rolesStep.prepare(place.context(answers))).changes).toEqual([
    { action: "later", what: "deploy roles for acme/platform", detail: "one for each layer" },
  ]);
  expect((await rolesStep.prepare(place.context({}))).changes).toEqual([]);
});

it.each([
  ["git@github.com:acme/platform.git", "acme/platform"],
  ["https://github.com/acme/platform", "acme/platform"],
  ["https://of-a-user:ghp-token@github.com/acme/my.platform.git\n", "acme/my.platform"],
  ["ssh://git@ssh.github.com:443/acme/platform.git", "acme/platform"],
  ["git@gitlab.com:acme/platform.git", undefined],
  ["https://github.com.example.com/acme/platform", undefined],
  ["/srv/git/github.com/acme/platform", undefined],
  ["", undefined],
])("reads %j as the repository %s", (url, repository) => {
  place = new SetupPlace("acme-prod");
  expect(githubRepository(url)).toBe(repository);
});
