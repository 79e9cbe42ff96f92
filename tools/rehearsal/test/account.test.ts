import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Account, type AccountRow } from "../src/account/account.ts";
import { forgetInJournal, openAccount, readAccount } from "../src/account/journal.ts";
import { mask, unmask } from "../src/account/mask.ts";
import { secret } from "../src/wire/values.ts";
import { urnOf } from "./memory-cloud.ts";

const VPC = "aws:ec2/vpc:Vpc";

function row(id: string, stack = "threa-prod"): AccountRow {
  return {
    type: VPC,
    region: "eu-central-1",
    key: id,
    id,
    urn: urnOf(VPC, id, stack),
    inputs: {},
    outputs: { tag: "ü\n" },
  };
}

function journal(): string {
  return join(mkdtempSync(join(tmpdir(), "account-")), "account.jsonl");
}

describe("the account on disk", () => {
  it("is the same when it is opened again", () => {
    const file = journal();
    const account = openAccount(file);
    account.put(row("vpc-1"));
    account.put(row("vpc-2"));
    account.put({ ...row("vpc-1"), outputs: { changed: true } });
    account.delete(row("vpc-2"), row("vpc-2").urn);
    expect(openAccount(file).all()).toEqual([{ ...row("vpc-1"), outputs: { changed: true } }]);
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(4);
  });

  it("loses no more than the line that a kill cut off, and goes on behind it", () => {
    const file = journal();
    openAccount(file).put(row("vpc-1"));
    appendFileSync(file, '{"op":"put","row":{"type":"aws:ec2/v');
    openAccount(file).put(row("vpc-3"));
    expect(readAccount(file).map((one) => one.id)).toEqual(["vpc-1", "vpc-3"]);
  });

  it("is refused when a line in the middle is damaged", () => {
    const file = journal();
    openAccount(file).put(row("vpc-1"));
    writeFileSync(file, `{"op":\n${readFileSync(file, "utf8")}`);
    expect(() => openAccount(file)).toThrow(/line 1 of the simulated account is damaged/);
  });

  it("forgets an environment, and no other whose name begins alike", () => {
    const file = journal();
    const account = openAccount(file);
    account.put(row("vpc-1", "threa-prod"));
    account.put(row("vpc-2", "threa-prod-2"));
    expect(forgetInJournal(file, "threa-prod")).toBe(1);
    expect(readAccount(file).map((one) => one.id)).toEqual(["vpc-2"]);
  });

  it("drops its history when that is most of it", () => {
    const file = journal();
    const account = openAccount(file);
    for (let change = 0; change < 1100; change++) account.put(row("vpc-1"));
    openAccount(file);
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1);
  });

  it("changes nothing when the journal cannot be written", () => {
    const full = () => {
      throw new Error("no space");
    };
    const account = new Account({ append: full, rewrite: full }, [row("vpc-1")]);
    expect(() => account.put(row("vpc-2"))).toThrow("no space");
    expect(() => account.delete(row("vpc-1"), "")).toThrow("no space");
    expect(account.all().map((one) => one.id)).toEqual(["vpc-1"]);
  });
});

describe("a secret in the account", () => {
  const values = { password: secret("hunter2"), nested: { list: ["a", secret("b")] }, result: "clear", plain: 1 };

  it("is a mark that changes with it, and never its value", () => {
    const masked = mask(values, "urn:1", ["result"]);
    expect(JSON.stringify(masked)).not.toMatch(/hunter2|clear/);
    expect(mask({ ...values, password: secret("hunter3") }, "urn:1", []).password).not.toEqual(masked.password);
    expect(mask(values, "urn:2", []).password).not.toEqual(masked.password);
  });

  it("is what the state says when it is read back", () => {
    const state = {
      password: secret("hunter2"),
      nested: { list: ["a", secret("b")] },
      result: secret("clear"),
      plain: 1,
    };
    expect(unmask(mask(values, "urn:1", ["result"]), state)).toEqual(state);
  });

  it("is left out when nobody knows it, as in an import", () => {
    expect(unmask(mask(values, "urn:1", ["result"]), {})).toEqual({ nested: { list: ["a"] }, plain: 1 });
  });
});
