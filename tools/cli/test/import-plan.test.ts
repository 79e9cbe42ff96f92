import type { ImportRows } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseProduct } from "../src/import/choose-product.ts";
import { convert, plainValue, tierOf } from "../src/import/convert.ts";
import { planEnvironment } from "../src/import/environment-plan.ts";
import type { ForeignFile } from "../src/import/foreign-file.ts";
import { planImport } from "../src/import/import-plan.ts";

const SECURE = Symbol("secure");

function file(kind: ForeignFile["kind"], values: Readonly<Record<string, unknown>>, name = "file"): ForeignFile {
  const keys = Object.entries(values).map(([key, value]) =>
    value === SECURE ? { key, value: undefined, secure: true } : { key, value, secure: false },
  );
  return { kind, name, keys };
}

const rows = (terraform: ImportRows["terraform"], pulumi: ImportRows["pulumi"] = {}): ImportRows => ({
  terraform,
  pulumi,
});

describe("a plan", () => {
  it("puts a value at a path, at several, and the entries of a map at theirs", () => {
    const imports = rows({
      region: "aws.region",
      name: ["app", { to: "naming.base", as: "text" }],
      sizes: { entries: { least: "a.min", most: ["a.max", "b.max"] } },
      services: { each: { count: "services.${key}.desiredCount" } },
    });
    const values = { region: "eu-west-1", name: "x", sizes: { least: 1, most: 2 }, services: { api: { count: 4 } } };
    expect(planImport(file("terraform", values), imports)).toEqual([
      { kind: "setting", path: "aws.region", value: "eu-west-1" },
      { kind: "setting", path: "app", value: "x" },
      { kind: "setting", path: "naming.base", value: "x" },
      { kind: "setting", path: "a.min", value: 1 },
      { kind: "setting", path: "a.max", value: 2 },
      { kind: "setting", path: "b.max", value: 2 },
      { kind: "setting", path: "services.api.desiredCount", value: 4 },
    ]);
  });

  it("leaves over what it does not know, with the nearest name, and what a row only has a note for", () => {
    const imports = rows({ region: "aws.region", old: { note: "has no place here" }, sizes: { entries: { a: "a" } } });
    expect(planImport(file("terraform", { regoin: 1, old: 2, sizes: { b: 3 } }), imports)).toEqual([
      { kind: "left", key: "regoin", why: "is no key of the original; did you mean region?" },
      { kind: "left", key: "old", why: "has no place here" },
      { kind: "left", key: "sizes.b", why: expect.stringContaining("is no key of the original") },
    ]);
  });

  it("follows the branch of a value, and the key that it refers to", () => {
    const imports = rows({
      https: { when: { true: { "a.scheme": "https", "a.domain": "${domain}" }, false: {} } },
      domain: { by: "https" },
    });
    expect(planImport(file("terraform", { https: true, domain: "example.com" }), imports)).toEqual([
      { kind: "setting", path: "a.scheme", value: "https" },
      { kind: "setting", path: "a.domain", value: "example.com" },
    ]);
    expect(planImport(file("terraform", { https: false, domain: "example.com" }), imports)).toEqual([]);
    expect(planImport(file("terraform", { https: true }), imports)).toContainEqual({
      kind: "left",
      key: "https",
      why: "needs domain, which the file does not have",
    });
    expect(planImport(file("terraform", { domain: "example.com" }), imports)).toEqual([
      { kind: "unused", key: "domain", why: "counts with https only, which the file does not have" },
    ]);
    expect(planImport(file("terraform", { https: "maybe" }), imports)).toEqual([
      { kind: "left", key: "https", why: "must be one of: true, false" },
    ]);
  });

  it("names the place of a secret, and never has its value", () => {
    const imports = rows({ password: { secret: "data.postgres.password" } });
    const plan = planImport(file("terraform", { password: "kept-9Qx2-out" }), imports);
    expect(plan).toEqual([{ kind: "secret", path: "data.postgres.password", layers: ["data"] }]);
  });

  it("makes an encrypted value a secret of the layers that may have one, and leaves it over elsewhere", () => {
    const imports = rows({}, { arn: { to: "cluster.arn", layers: ["cluster", "edge"] }, size: "services.a.cpu" });
    expect(planImport(file("pulumi", { "p:arn": SECURE, "p:size": SECURE }), imports)).toEqual([
      { kind: "secret", path: "cluster.arn", layers: ["cluster", "edge"] },
      {
        kind: "left",
        key: "p:size",
        why: expect.stringContaining("pulumi config get p:size and write it to services.a.cpu"),
      },
    ]);
  });

  it("says of a null that it says nothing", () => {
    expect(planImport(file("terraform", { region: null }), rows({ region: "aws.region" }))).toEqual([
      { kind: "unused", key: "region", why: "has no value" },
    ]);
  });

  it("knows a key of Pulumi's by its full name before its own", () => {
    const imports = rows({}, { "aws:region": "aws.region", region: "other" });
    expect(planImport(file("pulumi", { "aws:region": "a", "p:region": "b" }), imports)).toEqual([
      { kind: "setting", path: "aws.region", value: "a" },
      { kind: "setting", path: "other", value: "b" },
    ]);
  });
});

describe("a value", () => {
  it.each([
    ["512", 512],
    ["true", true],
    ['["a", "b"]', ["a", "b"]],
    ["vpc-0123", "vpc-0123"],
    ["arn:aws:acm:us-east-1:1:certificate/2", "arn:aws:acm:us-east-1:1:certificate/2"],
    ["key: value", "key: value"],
    ['["a",', '["a",'],
  ])("of Pulumi's that reads %j becomes what it is", (text, value) => {
    expect(plainValue(text, "pulumi")).toEqual(value);
    expect(plainValue(text, "terraform")).toBe(text);
  });

  it("that is an image is taken apart so that its parts make it up again", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const digest = fc.stringMatching(/^sha256:[0-9a-f]{64}$/);
    fc.assert(
      fc.property(
        part,
        fc.option(fc.nat(65_535)),
        part,
        fc.option(part),
        fc.option(digest),
        (host, port, name, tag, hash) => {
          const uri = `${host}${port === null ? "" : `:${port}`}/${name}`;
          const text = `${uri}${tag === null ? "" : `:${tag}`}${hash === null ? "" : `@${hash}`}`;
          expect(convert(text, "image", "pulumi")).toEqual({
            value: { uri, ...(tag === null ? {} : { tag }), ...(hash === null ? {} : { digest: hash }) },
          });
        },
      ),
    );
  });

  it("that is no image, or no single value, is told without being repeated", () => {
    expect(convert("no image at all", "image", "pulumi")).toEqual({ problem: expect.not.stringContaining("at all") });
    expect(convert(["a"], "text", "terraform")).toHaveProperty("problem");
  });

  it("that is a URL or a name becomes a list of its host", () => {
    expect(convert("https://app.example.com:8443/x", "hosts", "terraform")).toEqual({ value: ["app.example.com"] });
    expect(convert("app.example.com", "hosts", "pulumi")).toEqual({ value: ["app.example.com"] });
  });

  it.each([
    ["production", "prod"],
    ["Pulumi.staging.yaml", "staging"],
    ["dev.tfvars", "dev"],
    ["terraform.tfvars", undefined],
    ["product", undefined],
    ["constructor", undefined],
  ])("%s means the tier %s", (word, tier) => {
    expect(tierOf(word)).toBe(tier);
  });
});

describe("a product", () => {
  const imports = {
    one: rows({ region: "aws.region", a: "a" }),
    two: rows({ region: "aws.region", b: "b" }),
  };

  it("is the only one that knows all keys", () => {
    expect(chooseProduct(file("terraform", { region: 1, b: 2 }), imports)).toBe("two");
  });

  it.each([
    [{ region: 1 }, /may be of several products: one; two/],
    [
      { region: 1, a: 2, c: 3 },
      /no product knows all keys of file: one \(does not know c\); two \(does not know a, c\)/,
    ],
    [{ c: 3 }, /no product knows a key of file/],
    [{}, /has no keys/],
  ])("is asked for where it is open: %j", (values, message) => {
    expect(() => chooseProduct(file("terraform", values), imports)).toThrow(message);
  });
});

describe("an environment", () => {
  const imports = { shop: rows({ environment: { to: "tier", as: "tier" }, region: "aws.region" }) };

  it("has the tier that was asked for, else a key's, else that of the file's name", () => {
    const both = file("terraform", { environment: "staging" }, "dev.tfvars");
    expect(planEnvironment(both, imports, { tier: "prod" })).toMatchObject({ name: "shop-prod", tier: "prod" });
    expect(planEnvironment(both, imports, {})).toMatchObject({ name: "shop-staging", tier: "staging", settings: [] });
    const named = file("terraform", { region: "x" }, "dev.tfvars");
    expect(planEnvironment(named, imports, { name: "shop-mine" })).toMatchObject({ name: "shop-mine", tier: "dev" });
  });

  it("is not made without a tier, nor with a name that a stack cannot have", () => {
    const open = file("terraform", { region: "x", environment: "blue" }, "terraform.tfvars");
    expect(() => planEnvironment(open, imports, {})).toThrow(/which tier/);
    expect(() => planEnvironment(open, imports, { tier: "dev", name: "../x" })).toThrow(
      /cannot be an environment's name/,
    );
  });
});
