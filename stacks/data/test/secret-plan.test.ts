import { findRoot, loadEnvironment, secretName } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atOrigin, databaseTerms, presentEntries, wantsRedis } from "../src/secret-plan.ts";

const root = findRoot(import.meta.dirname) ?? "";
const load = (name: string, config: Record<string, string> = {}) => loadEnvironment(root, name, config);

describe("the secret store's names", () => {
  it("are paths in SSM and plain names in Secrets Manager", () => {
    expect(secretName(load("threa-prod"), "database-url")).toBe("/threa/database-url");
    expect(secretName(load("happyrobot-prod"), "database")).toBe("happyrobot-fde/database");
  });

  it("exist for what a service asks for, and for nothing else", () => {
    expect(databaseTerms(load("threa-prod"))).toEqual(["url"]);
    expect(databaseTerms(load("happyrobot-prod"))).toEqual(["password", "url"]);
    expect(wantsRedis(load("threa-prod"))).toBe(true);
    expect(wantsRedis(load("threa-budget"))).toBe(false);
  });

  it("exist for what only a further container of a service asks for", () => {
    const sidecar = "{ start: beside, secrets: { DATABASE_USER: { postgres: username } } }";
    expect(databaseTerms(load("threa-prod", { "services.app.containers.pool": sidecar }))).toEqual(["url", "username"]);
  });
});

describe("an entry", () => {
  it("is there unless it is switched off: an optional one too, until it is known whether anybody has set it", () => {
    const keys = presentEntries(load("proliferate-dev")).map(([key]) => key);
    expect(keys).toContain("modal-token-id");
    expect(keys).not.toContain("e2b-api-key");
    expect(presentEntries(load("runlayer-prod")).map(([key]) => key)).toContain("sentry-relay");
  });
});

describe("a URL at another origin", () => {
  it("RUN-064 keeps the user and the path, and leaves the host that it came from", () => {
    const dsn = "https://0123abcd@o42.ingest.sentry.io/4507";
    expect(atOrigin(dsn, "http://sentry-relay:3000")).toBe("http://0123abcd@sentry-relay:3000/4507");
  });

  it("keeps all but the origin of any URL", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.option(fc.stringMatching(/^[a-z0-9]{1,9}(:[a-z0-9]{1,9})?$/), { nil: undefined }),
        (plain, user) => {
          const from = new URL(user === undefined ? plain : plain.replace("://", `://${user}@`));
          const moved = new URL(atOrigin(from.href, "http://relay:3000"));
          expect(moved.origin).toBe("http://relay:3000");
          const rest = ({ username, password, pathname, search, hash }: URL) => [
            username,
            password,
            pathname,
            search,
            hash,
          ];
          expect(rest(moved)).toEqual(rest(from));
        },
      ),
    );
  });
});
