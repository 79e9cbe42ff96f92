import { describe, expect, test } from "vitest";
import { planListeners } from "../src/listener-plan.ts";

const https = { domain: "threa.example.com" };
const brief = (settings: Parameters<typeof planListeners>[0]) =>
  planListeners(settings).map(({ port, protocol, role }) => `${port} ${protocol} ${role}`);

describe("without a certificate", () => {
  test.each(["serve", "redirect", "off"] as const)("serves on 80 where http is %s (HAPPY-042)", (http) => {
    expect(brief({ https: false, http })).toEqual(["80 HTTP serve"]);
  });
});

describe("with a certificate", () => {
  test("serves on 443 and redirects from 80 (THREA-040, HAPPY-065)", () => {
    expect(brief({ https, http: "redirect" })).toEqual(["443 HTTPS serve", "80 HTTP redirect"]);
  });

  test("serves on both where that is asked for, HTTPS being the public one (HAPPY-042)", () => {
    expect(brief({ https, http: "serve" })).toEqual(["443 HTTPS serve", "80 HTTP serve"]);
  });

  test("has nothing on 80 where http is off", () => {
    expect(brief({ https, http: "off" })).toEqual(["443 HTTPS serve"]);
  });
});
