import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planBindings, type RouterSettings } from "../src/router-plan.ts";
import { bundleRouter } from "../src/router-script.ts";
import { type RouterBindings, readSettings } from "../worker/settings.ts";
import { environment } from "./environment.ts";

function routerOf(name: string, overrides: Record<string, string> = {}): RouterSettings {
  const { router } = environment(name, overrides).edge;
  if (router === undefined) throw new Error(`${name} has no router`);
  return router;
}

function bindingsOf(router: RouterSettings): RouterBindings {
  const none = { ACTIVE_BACKEND: "", BACKENDS: "", FALLBACK: "", HEALTH_PATH: "", HEALTH_SECONDS: "" };
  return { ...none, ...Object.fromEntries(planBindings(router).map(({ name, text }) => [name, text])) };
}

describe("the Worker is given", () => {
  test("SUNA-031: the active backend, and every backend's host in the file's order, all as plain text", () => {
    expect(planBindings(routerOf("suna-prod")).map(({ type, name, text }) => `${type} ${name} ${text}`)).toEqual([
      "plain_text ACTIVE_BACKEND lightsail",
      'plain_text BACKENDS {"lightsail":"api-lightsail.kortix.com","ecs":"api-ecs.kortix.com"}',
      "plain_text FALLBACK false",
      "plain_text HEALTH_PATH /api/health",
      "plain_text HEALTH_SECONDS 10",
    ]);
  });

  test("SUNA-037: one other text where another backend is switched on", () => {
    const before = planBindings(routerOf("suna-prod"));
    const after = planBindings(routerOf("suna-prod", { "edge.router.active": "ecs" }));
    expect(after.filter(({ text }, index) => text !== before[index]?.text)).toEqual([
      { name: "ACTIVE_BACKEND", type: "plain_text", text: "ecs" },
    ]);
  });
});

describe("the Worker reads", () => {
  test("the active backend alone where there is no fallback, and asks for nobody's health", () => {
    expect(readSettings(bindingsOf(routerOf("suna-prod")))).toEqual({
      candidates: [{ key: "lightsail", host: "api-lightsail.kortix.com" }],
      healthPath: "/api/health",
      verdictLasts: undefined,
    });
  });

  test("with fallback every backend once, the active one first, the others as they follow it", () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(keys, fc.nat(), (all, choice) => {
        const active = choice % all.length;
        const backends = Object.fromEntries(
          all.map((key) => [key, { host: `${key}.example.com`, lightsail: undefined }]),
        );
        const router = { ...routerOf("suna-prod"), backends, active: all[active] ?? "", fallback: true };
        const { candidates, verdictLasts } = readSettings(bindingsOf(router));
        expect(candidates.map(({ key }) => key)).toEqual([...all.slice(active), ...all.slice(0, active)]);
        expect(verdictLasts).toBe(10_000);
      }),
    );
  });

  test("nothing where the active backend is none of them, and says so", () => {
    const bindings = { ...bindingsOf(routerOf("suna-prod")), ACTIVE_BACKEND: "heroku" };
    expect(() => readSettings(bindings)).toThrow("ACTIVE_BACKEND is heroku; there are: lightsail, ecs");
  });
});

test("the Worker is one module, the same text each time, with nothing of Node and no path of this machine", () => {
  const text = bundleRouter();
  expect(bundleRouter()).toBe(text);
  expect(text).toMatch(/export \{\n\s+\S+ as default\n\};\n$/);
  expect(text).not.toMatch(/\bimport\b|\brequire\(|node:|Buffer|process\./);
  expect(text).not.toContain("stacks/edge");
});
