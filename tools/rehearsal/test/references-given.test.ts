import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openAccount, readAccount } from "../src/account/journal.ts";
import { givenWord } from "../src/refusals/references/known.ts";
import { put } from "./attempts.ts";

const folder = mkdtempSync(join(tmpdir(), "given-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, "account.jsonl");
const vpc = givenWord("vpc-01234567", "eu-central-1");

it("keeps what was looked up over a restart, a rewriting of the journal and an environment's end", () => {
  const first = openAccount(file);
  put(first, "aws:ec2/subnet:Subnet", "subnet-1", { vpcId: "vpc-01234567" });
  first.give(vpc);
  first.give(vpc);
  expect(openAccount(file).isGiven(vpc)).toBe(true);
  first.forgetStack("threa-prod");
  const second = openAccount(file);
  expect([second.size, second.isGiven(vpc), second.isGiven("vpc-01234567")]).toEqual([0, true, false]);
});

it("counts nothing that was looked up among the account's resources", () => {
  expect(readAccount(file)).toEqual([]);
});
