import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { databaseSecret, databaseUrl } from "../src/connection.ts";

describe("databaseUrl", () => {
  it("PROL-025 survives any password: what a client parses is what was put in", () => {
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
