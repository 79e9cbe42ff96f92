import { loadEnvironment } from "@strata/shared-config";
import { expect, it } from "vitest";
import { layerRecord, rolloutRecord } from "../../rollout/test/records.ts";
import { publicAddress } from "../src/public-address.ts";

const environment = loadEnvironment(process.cwd(), "threa-prod");
const services = (exposure: "public" | "none") =>
  Object.fromEntries(Object.entries(environment.services).map(([key, service]) => [key, { ...service, exposure }]));

it("is the first address that edge promises", () => {
  const record = rolloutRecord([
    layerRecord("services", { outputs: { urls: { app: "https://behind.example.com" } } }),
    layerRecord("edge", { outputs: { publicUrls: ["https://app.example.com", "https://www.example.com"] } }),
  ]);
  expect(publicAddress(record, environment)).toBe("https://app.example.com");
});

it("is a service's where edge has none", () => {
  const record = rolloutRecord([
    layerRecord("services", { outputs: { urls: { app: "https://behind.example.com" } } }),
    layerRecord("edge", { outputs: { publicUrls: [] } }),
  ]);
  expect(publicAddress(record, environment)).toBe("https://behind.example.com");
});

it("is said not to last where tasks stand in the open", () => {
  const address = publicAddress(rolloutRecord([]), { ...environment, services: services("public") });
  expect(address).toMatch(/^http:\/\/<task public ip>:\d+ \(no load balancer: the address changes with every task\)$/);
});

it("is none where nothing is public", () => {
  expect(publicAddress(rolloutRecord([]), { ...environment, services: services("none") })).toContain("none");
});
