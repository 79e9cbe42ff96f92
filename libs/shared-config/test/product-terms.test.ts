import { afterEach, describe, expect, it, vi } from "vitest";
import { explain, loadEnvironment } from "../src/index.ts";
import { refusal } from "./refusal.ts";
import { PRODUCT, repository } from "./repository.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("what a product requires", () => {
  const product = `${PRODUCT}required: [aws.accountId, dns.zone, observability.emails]\n`;

  it("SUNA-056 is named, all that is missing in one error", () => {
    const text = refusal("dns: { zone: example.com }\n", product);
    expect(text).toMatch(/2 problems/);
    expect(text).toMatch(/aws\.accountId: is required by the product shop/);
    expect(text).toMatch(/observability\.emails: is required by the product shop/);
  });

  it("may hold for a tier alone", () => {
    const inTier = PRODUCT.replace("  prod:\n", "  prod:\n    required: [dns.zone]\n");
    expect(refusal("", inTier)).toMatch(/dns\.zone: is required by the product shop/);
    expect(refusal("dns: { zone: example.com }\n", inTier)).toBe("accepted");
  });
});

describe("a variable of the process", () => {
  it("PROL-070 gives a value that no stack's config has", () => {
    vi.stubEnv("STRATA__network__zones", "4");
    expect(loadEnvironment(repository(), "shop-prod").network.zones).toBe(4);
    expect(loadEnvironment(repository(), "shop-prod", { "network.zones": "2" }).network.zones).toBe(2);
    expect(explain(repository(), "shop-prod", "network.zones")[0]).toEqual({
      kind: "variable",
      label: "STRATA__network__zones",
      line: undefined,
      value: 4,
    });
  });
});
