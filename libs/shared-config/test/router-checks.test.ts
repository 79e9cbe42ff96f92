import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

const ZONE = "dns: { provider: cloudflare, zone: example.com }\ncluster: { loadBalancer: { enabled: true } }\n";
const router = (settings: string, backends = "ecs: { host: ecs.example.com, loadBalancer: true }") =>
  `${ZONE}edge: { router: { name: front, host: api.example.com, ${settings}, backends: { ${backends} } } }\n`;

describe("a router", () => {
  it("takes a backend that exists", () => {
    expect(refusal(router("active: ecs"))).toBe("accepted");
  });

  it.each([
    [
      "SUNA-031 an active backend that does not exist",
      router("active: esc"),
      /active = "esc": no such backend; did you mean ecs\?/,
    ],
    [
      "a name outside the zone",
      router("active: ecs", "ecs: { host: ecs.example.org, loadBalancer: true }"),
      /does not lie in the zone/,
    ],
    [
      "its own name as a backend",
      router("active: ecs", "ecs: { host: api.example.com, loadBalancer: true }"),
      /it would call itself/,
    ],
    [
      "a backend of no kind",
      router("active: ecs", "ecs: { host: ecs.example.com }"),
      /is one of the two: loadBalancer: true, or lightsail/,
    ],
    [
      "a name that is the load balancer's, too",
      router("active: ecs").replace("zone: example.com", "zone: example.com, names: [api.example.com]"),
      /stands in dns\.names too/,
    ],
    [
      "no zone at Cloudflare",
      router("active: ecs").replace("cloudflare", "route53"),
      /runs at Cloudflare: set dns\.provider/,
    ],
  ])("is refused with %s", (_what, settings, message) => {
    expect(refusal(settings)).toMatch(message);
  });
});

describe("a list of who may come", () => {
  const waf = (allowlist: string) =>
    `cluster: { loadBalancer: { enabled: true } }\nedge: { waf: { enabled: true, allowlist: ${allowlist} } }\n`;

  it("RUN-042 is neither empty nor of addresses without a mask", () => {
    expect(refusal(waf("[203.0.113.0/24, 198.51.100.42/32]"))).toBe("accepted");
    expect(refusal(waf("[]"))).toMatch(/allowlist.*names nobody/);
    expect(refusal(waf("[203.0.113.7/24]"))).toMatch(/allowlist\.0 = .*begins with another address than the first/);
    expect(refusal(waf("[198.51.100.42]"))).toMatch(/allowlist\.0 = "198\.51\.100\.42": an IPv4 range/);
  });
});
