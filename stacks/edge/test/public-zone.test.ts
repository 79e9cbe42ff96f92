import * as pulumi from "@pulumi/pulumi";
import { expect, test, vi } from "vitest";
import { PublicZone } from "../src/public-zone.ts";
import { environment } from "./environment.ts";
import { asked, known } from "./recorder.ts";

const NOTHING = { zoneId: pulumi.output(undefined), nameServers: pulumi.output(undefined) };

test("a zone that the cluster layer made is read from there, and none is made", async () => {
  const dns = "{ provider: route53, zone: happyrobot.example, createZone: true, names: [app.happyrobot.example] }";
  const cluster = { zoneId: pulumi.output("Z1"), nameServers: pulumi.output(["ns-1.awsdns-1.com"]) };
  const zones: PublicZone[] = [];
  const resources = await asked(() => {
    zones.push(new PublicZone("zone", { dns: environment("happyrobot-dev", { dns }).dns, cluster }));
  });
  expect(resources).toEqual([]);
  expect(await Promise.all(zones.flatMap(({ zoneId, nameServers }) => [known(zoneId), known(nameServers)]))).toEqual([
    "Z1",
    ["ns-1.awsdns-1.com"],
  ]);
});

test("SUNA-077: without credentials for Cloudflare it says what to set, before Cloudflare is asked", async () => {
  for (const name of ["CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_KEY"]) vi.stubEnv(name, "");
  const { dns } = environment("suna-prod");
  await asked(() => {
    expect(() => new PublicZone("zone", { dns, cluster: NOTHING })).toThrow(
      expect.objectContaining({ code: "SECRET_MISSING", hint: expect.stringContaining("CLOUDFLARE_API_TOKEN") }),
    );
  });
  vi.unstubAllEnvs();
});
