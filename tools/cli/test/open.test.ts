import { describe, expect, it } from "vitest";
import { addressesOf, addressOf } from "../src/open/addresses.ts";
import { canOpen } from "../src/open/browser.ts";

const OUTPUTS = {
  services: { urls: { api: "https://lb.example.com/api", web: "https://lb.example.com" } },
  edge: { publicUrls: ["https://app.example.com"] },
  observability: { dashboardUrl: "https://console.aws.amazon.com/cloudwatch/home#dashboards:name=acme" },
};

describe("the addresses of an environment", () => {
  it("are the public's main one, the dashboard, and each service's own", () => {
    expect(Object.fromEntries(addressesOf(OUTPUTS))).toEqual({
      app: "https://app.example.com",
      dashboard: OUTPUTS.observability.dashboardUrl,
      api: "https://lb.example.com/api",
      web: "https://lb.example.com",
    });
  });

  it("have the first service's as the main one where edge has none, and nothing where nothing is deployed", () => {
    expect(addressesOf({ ...OUTPUTS, edge: { publicUrls: [] } }).get("app")).toBe("https://lb.example.com/api");
    expect(addressesOf({}).size).toBe(0);
  });

  it("name those that there are when another one is wanted", () => {
    const wanted = () => addressOf("acme-prod", "dashbord", addressesOf(OUTPUTS));
    expect(wanted).toThrow(expect.objectContaining({ code: "ADDRESS_MISSING", hint: expect.stringContaining("web") }));
    expect(wanted).toThrow(/did you mean dashboard\?/);
  });

  it.each(["file:///etc/passwd", "javascript:alert(1)", "-e 1", "https//app.example.com", ""])(
    "are of the web, or refused: %j",
    (url) => {
      const known = addressesOf({ edge: { publicUrls: [url] } });
      expect(() => addressOf("acme-prod", "app", known)).toThrow(/no web address/);
    },
  );
});

describe("a browser is opened", () => {
  const desk = { terminal: true, platform: "linux", variables: { DISPLAY: ":0" } } as const;

  it("where a person and a display are", () => {
    expect(canOpen(desk)).toBe(true);
    expect(canOpen({ ...desk, platform: "darwin", variables: {} })).toBe(true);
  });

  it.each([
    ["without a display", { ...desk, variables: {} }],
    ["where nobody looks", { ...desk, terminal: false }],
    ["over SSH", { ...desk, variables: { DISPLAY: ":0", SSH_CONNECTION: "192.0.2.1 1 192.0.2.2 22" } }],
    ["in CI", { ...desk, variables: { DISPLAY: ":0", CI: "true" } }],
    ["in a rehearsal, where nothing answers", { ...desk, variables: { DISPLAY: ":0", STRATA_REHEARSAL: "/r" } }],
  ] as const)("not %s", (_, other) => expect(canOpen(other)).toBe(false));
});
