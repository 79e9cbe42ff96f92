import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { commitItems } from "../src/application/checklist.ts";
import { filesToCommit } from "../src/stacks/files-to-commit.ts";
import { SetupPlace } from "./setup-place.ts";

const ENVIRONMENT = "acme-dev";
const CONFIG = `stacks/data/Pulumi.${ENVIRONMENT}.yaml`;
const FILES = [`environments/${ENVIRONMENT}.yaml`, CONFIG];

let place: SetupPlace;
beforeEach(() => {
  place = new SetupPlace(ENVIRONMENT, "product: threa\ntier: dev\n");
  writeFileSync(join(place.root, CONFIG), "config: {}\n");
  writeFileSync(join(place.root, "stacks", "data", "Pulumi.other.yaml"), "config: {}\n");
});
afterEach(() => place.leave());

const git = (...words: readonly string[]) => {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.hooksPath=/dev/null"];
  execFileSync("git", [...who, ...words], { cwd: place.root, stdio: "pipe" });
};

it("names the environment's file and the config of its stacks where there is no git", async () => {
  expect(await filesToCommit(place)).toEqual(FILES);
});

it("names what is new, staged, changed or ignored, and nothing that is committed as it stands", async () => {
  git("init", "-q");
  expect(await filesToCommit(place)).toEqual(FILES);
  git("add", ...FILES);
  expect(await filesToCommit(place)).toEqual(FILES);
  git("commit", "-qm", "Describe the environment");
  expect(await filesToCommit(place)).toEqual([]);
  writeFileSync(join(place.root, CONFIG), "config: { a: b }\n");
  expect(await filesToCommit(place)).toEqual([CONFIG]);
  git("rm", "-q", "--cached", CONFIG);
  writeFileSync(join(place.root, ".gitignore"), "Pulumi.*.yaml\n");
  expect(await filesToCommit(place)).toEqual([CONFIG]);
});

it("tells a person once, and nobody where nothing is left", () => {
  expect(commitItems(FILES)).toEqual([
    { title: "Commit these files (secrets in them are encrypted)", text: FILES.join(", ") },
  ]);
  expect(commitItems([])).toEqual([]);
});

it("is nothing that this repository's .gitignore keeps out of git", () => {
  const root = join(import.meta.dirname, "..", "..", "..");
  const ignored = () => execFileSync("git", ["check-ignore", "--no-index", ...FILES], { cwd: root, stdio: "pipe" });
  // It ends with 1 where it finds none.
  expect(ignored).toThrow(expect.objectContaining({ status: 1 }));
});
