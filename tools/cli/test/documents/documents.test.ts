import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findRoot, listEnvironments } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { createProgram } from "../../src/program.ts";
import { VARIABLES } from "../../src/reference/variables.ts";
import { recordingTerminal, strata } from "../run.ts";
import { type Known, problemOf } from "./check-command.ts";
import { readDocument, readDocuments } from "./read-documents.ts";

const ROOT = findRoot(import.meta.dirname) ?? "";
const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
);
const known: Known = {
  program: createProgram({ terminal: recordingTerminal(false).terminal, root: () => ROOT, exit: () => undefined }),
  environments: listEnvironments(ROOT),
  targets: ["preview", "deploy", "destroy", "refresh", "outputs"],
  scripts: Object.keys(scripts),
  programs: ["vitest", "nx", "tsc", "biome", "knip"],
};
const documents = readDocuments(ROOT);
const read = (file: string) => documents.find((document) => document.file === file)?.text ?? "";

/** The text below a heading, to the next one of its level or above. */
function section(text: string, heading: string): string {
  const level = heading.split(" ")[0] ?? "";
  const [, below = ""] = text.split(`\n${heading}\n`);
  return below.split(new RegExp(`\n#{1,${level.length}} `))[0] ?? "";
}

describe("every document", () => {
  it("names commands, arguments and options that exist", () => {
    const commands = documents.flatMap((document) => document.commands);
    expect(commands.length).toBeGreaterThan(100);
    const problems = commands.flatMap((command) => {
      const problem = problemOf(command, known);
      return problem === undefined ? [] : [`${command.where}: ${problem}`];
    });
    expect(problems).toEqual([]);
  });

  it("links to files that exist", () => {
    const broken = documents.flatMap(({ file, links }) =>
      links
        .filter((link) => link !== "" && !existsSync(join(ROOT, dirname(file), link)))
        .map((link) => `${file}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it.each([
    ["strata stauts threa-prod", "strata has no command stauts"],
    ["strata lock", "lock has no command "],
    ["strata lock status threa-prod --all", "status has no option --all"],
    ["strata outputs threa-prod data edge", "outputs takes 2 arguments at most, not threa-prod data edge"],
    ["strata promote threa-prod", "promote takes 2 arguments at least"],
    ["cd stacks/data && nx deply data -c threa-prod", "nx has no target deply"],
    ["nx deploy data -c threa-prd", "there is no environment threa-prd"],
    ["pnpm goldns", "pnpm has no script goldns"],
    ["pnpm strata rehearse --fast threa-prod", "rehearse has no option --fast"],
  ])("is wrong with: %s", (line, problem) => {
    const { commands } = readDocument("x.md", `\`\`\`sh\n${line}\n\`\`\`\n`);
    expect(commands.map((command) => problemOf(command, known))).toEqual([expect.stringContaining(problem)]);
  });
});

it("finds commands inside of others, and in running text without their arguments", () => {
  const { commands } = readDocument(
    "x.md",
    "With `strata attach`:\n\n```sh\nif base=$(strata base a)   # strata none\nthen NX_BASE=$base nx affected -t deploy -c a\n```\n",
  );
  expect(commands.map(({ words, whole }) => [words.join(" "), whole])).toEqual([
    ["strata attach", false],
    ["strata base a", true],
    ["nx affected -t deploy -c a", true],
  ]);
});

describe("the self-hosting guide", () => {
  const guide = read("docs/self-hosting.md");

  it("PROL-127: is linked from the README", () => {
    expect(guide).not.toBe("");
    expect(documents.find(({ file }) => file === "README.md")?.links).toContain("docs/self-hosting.md");
  });

  it("PROL-128: names four prerequisites", () => {
    const items = section(guide, "## Prerequisites").match(/^\d\. .*$/gm);
    expect(items).toHaveLength(4);
    expect(items?.[0]).toMatch(/AWS account.*administer/);
    expect(items?.[1]).toMatch(/Modal or at E2B/);
    expect(items?.[2]).toMatch(/GitHub account that owns the OAuth app/);
    expect(items?.[3]).toMatch(/Anthropic API/);
  });

  it("PROL-129: has a quick start of five steps: clone, wizard, review, deploy, open", () => {
    const steps = section(guide, "## Quick start").match(/^\d\. .*$/gm) ?? [];
    expect(steps).toHaveLength(5);
    for (const [index, word] of ["Clone", "wizard", "Review", "Deploy with Pulumi", "Open"].entries()) {
      expect(steps[index]).toContain(word);
    }
  });

  it("PROL-130: has a reference of all settings, secrets and variables that is as the schemas are, and scaling advice", async () => {
    expect(await strata("config", "reference", "--check")).toMatchObject({ code: 0, err: "" });
    expect(documents.find(({ file }) => file === "docs/self-hosting.md")?.links).toContain("configuration.md");
    const reference = read("docs/configuration.md");
    for (const { name } of VARIABLES) expect(reference).toContain(`| \`${name}\` |`);
    for (const path of ["services.<key>.cpu", "data.postgres.instanceClass", "edge.waf.enabled"]) {
      expect(reference).toContain(`| \`${path}\` |`);
    }
    expect(section(guide, "### Scaling")).toContain("services.<key>.scaling");
  });

  it("PROL-131: tells what to do about common errors, how logs are read, and how one deploys again", () => {
    const troubles = section(guide, "## Troubleshooting");
    for (const heading of ["Common deployment errors", "Reading logs", "Redeploying"]) {
      expect(troubles).toContain(`\n### ${heading}\n`);
    }
  });
});

it.each(["rollback", "stuck-rollout", "lock", "restore-from-backup", "rotate-a-secret", "backend-switch"])(
  "the runbook %s says what is seen, where to look, what to do and how to check",
  (name) => {
    const text = read(`docs/runbooks/${name}.md`);
    for (const word of ["Symptom", "Check"]) expect(text).toContain(`**${word}.**`);
    expect(text.split("\n").length).toBeLessThan(80);
  },
);
