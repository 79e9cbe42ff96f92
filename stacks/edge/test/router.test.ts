import * as pulumi from "@pulumi/pulumi";
import { afterAll, describe, expect, test, vi } from "vitest";
import { launchScript } from "../src/launch-script.ts";
import { planPorts } from "../src/lightsail-plan.ts";
import { PublicZone } from "../src/public-zone.ts";
import { Router } from "../src/router.ts";
import { environment } from "./environment.ts";
import { type Asked, asked } from "./recorder.ts";

const TUNNEL = "01234567-89ab-cdef-0123-456789abcdef";
const BALANCER = "suna-alb-1234567890.us-west-2.elb.amazonaws.com";

/** How the engine is told that a value is a secret. Source: Pulumi, well-known signatures. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });
const isSecret = (value: unknown) => typeof value === "object" && value !== null && SIGNATURE in value;

afterAll(() => vi.unstubAllEnvs());

async function askedBy(name: string): Promise<Asked[]> {
  const { dns, edge } = environment(name);
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "token of a test");
  return await asked(() => {
    const none = pulumi.output(undefined);
    const zone = new PublicZone("zone", { dns, cluster: { zoneId: none, nameServers: none } });
    const target = { dnsName: pulumi.output(BALANCER), zoneId: pulumi.output("Z1"), dualStack: false, hasHealth: true };
    const loadBalancer = { arn: pulumi.output("arn:"), target, scheme: pulumi.output("https" as const) };
    if (edge.router === undefined) throw new Error(`${name} has no router`);
    new Router("router", { router: edge.router, zone, loadBalancer, tunnelId: () => pulumi.secret(TUNNEL) });
  });
}

describe("suna-prod's router", async () => {
  const resources = await askedBy("suna-prod");
  const inputsOf = (type: string, name?: string) =>
    resources.find((resource) => resource.type.endsWith(`:${type}`) && (name ?? resource.name) === resource.name)
      ?.inputs;

  test("SUNA-030: is the Worker api-kortix-router, and answers api.kortix.com", () => {
    expect(inputsOf("WorkersScript")).toMatchObject({ scriptName: "api-kortix-router", accountId: "account-1" });
    expect(inputsOf("WorkersCustomDomain")).toEqual({
      accountId: "account-1",
      zoneId: "zone-1",
      hostname: "api.kortix.com",
      service: "api-kortix-router",
    });
  });

  test("SUNA-028, SUNA-029: has an instance with the key pair, on which cloudflared runs and port 8000 is closed", () => {
    expect(inputsOf("Instance")).toMatchObject({
      name: "suna-lightsail",
      availabilityZone: "us-west-2a",
      keyPairName: "suna-production",
      userData: secret(expect.stringContaining("cloudflared service install 'token-1'")),
    });
    expect(inputsOf("InstancePublicPorts")).toEqual({
      instanceName: "suna-lightsail",
      portInfos: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrListAliases: ["lightsail-connect"] }],
    });
  });

  test("SUNA-034: finds the instance by a proxied name of its tunnel", () => {
    expect(inputsOf("DnsRecord", "api-lightsail.kortix.com")).toMatchObject({
      type: "CNAME",
      content: secret(`${TUNNEL}.cfargotunnel.com`),
      proxied: true,
    });
  });

  test("SUNA-035: has the tunnel pass its name on to port 8000, and nothing else", () => {
    expect(inputsOf("ZeroTrustTunnelCloudflaredConfig")?.config).toEqual({
      ingresses: [
        { hostname: "api-lightsail.kortix.com", service: "http://localhost:8000" },
        { service: "http_status:404" },
      ],
    });
  });

  test("SUNA-055: names the tunnel nowhere in clear", () => {
    expect(inputsOf("ZeroTrustTunnelCloudflaredConfig")?.tunnelId).toEqual(secret(TUNNEL));
    const texts = resources.map(({ inputs }) =>
      JSON.stringify(inputs, (_key, value) => (isSecret(value) ? "" : value)),
    );
    expect(texts.filter((text) => text.includes(TUNNEL) || text.includes("token-1"))).toEqual([]);
  });

  test("SUNA-036: finds the load balancer by a name of its own", () => {
    expect(inputsOf("DnsRecord", "api-ecs.kortix.com")).toMatchObject({ type: "CNAME", content: BALANCER });
  });
});

test("SSH is open to the ranges that are named", () => {
  expect(planPorts(["203.0.113.0/24"])).toEqual([
    { protocol: "tcp", fromPort: 22, toPort: 22, cidrs: ["203.0.113.0/24"] },
  ]);
});

test("the launch script is one line, takes the packages from Cloudflare, and may run twice", () => {
  const script = launchScript("token");
  expect(script).not.toContain("\n");
  expect(script).toContain("https://pkg.cloudflare.com/cloudflared any main");
  expect(script.indexOf("service uninstall || true")).toBeLessThan(script.indexOf("service install 'token'"));
});
