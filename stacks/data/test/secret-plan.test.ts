import { findRoot, loadEnvironment } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parameterFamily, upgradesItself } from "../src/postgres-plan.ts";
import { databaseSecret, databaseTerms, databaseUrl, secretName, wantsRedis } from "../src/secret-plan.ts";

const root = findRoot(import.meta.dirname) ?? "";

describe("databaseUrl", () => {
  it("survives any password: what a client parses is what was put in", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60, unit: "grapheme-ascii" }), (password) => {
        const url = new URL(
          databaseUrl({ host: "db.example.com", port: 5432, username: "threa", password, database: "threa" }),
        );
        expect(decodeURIComponent(url.password)).toBe(password);
        expect(url.host).toBe("db.example.com:5432");
        expect(url.searchParams.get("sslmode")).toBe("require");
      }),
    );
  });

  it("stands beside the keys that a rotation function reads", () => {
    const connection = { host: "h", port: 5432, username: "u", password: "p", database: "d" };
    expect(databaseSecret(connection)).toEqual({
      engine: "postgres",
      host: "h",
      port: 5432,
      username: "u",
      password: "p",
      dbname: "d",
      url: "postgresql://u:p@h:5432/d?sslmode=require",
    });
  });
});

describe("the secret store's names", () => {
  it("are paths in SSM and plain names in Secrets Manager", () => {
    expect(secretName(loadEnvironment(root, "threa-prod"), "database-url")).toBe("/threa/database-url");
    expect(secretName(loadEnvironment(root, "happyrobot-prod"), "database")).toBe("happyrobot-fde/database");
  });

  it("exist for what a service asks for, and for nothing else", () => {
    expect(databaseTerms(loadEnvironment(root, "threa-prod"))).toEqual(["url"]);
    expect(databaseTerms(loadEnvironment(root, "happyrobot-prod"))).toEqual(["password", "url"]);
    expect(wantsRedis(loadEnvironment(root, "threa-prod"))).toBe(true);
    expect(wantsRedis(loadEnvironment(root, "threa-budget"))).toBe(false);
  });
});

describe("an engine version", () => {
  it("belongs to the parameter family of its major", () => {
    expect(parameterFamily("15.4")).toBe("postgres15");
    expect(parameterFamily("17")).toBe("postgres17");
  });

  it("is upgraded by RDS only where no minor is named", () => {
    expect(upgradesItself("17")).toBe(true);
    expect(upgradesItself("15.4")).toBe(false);
  });
});
