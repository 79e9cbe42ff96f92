import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";
import { container, service } from "./runlayer.ts";

const prod = lived("runlayer-prod");
const enterprise = lived("runlayer-enterprise");
const quiet = lived("runlayer-quiet");

describe("ToolGuard", () => {
  it("RUN-067 RUN-068 runs on the GPU instances, with a part of one for each task", () => {
    const task = containersOf(enterprise, "anysource-enterprise-tool-guard")[0];
    expect(task).toMatchObject({ resourceRequirements: [{ type: "GPU", value: "0.25" }] });
    expect(service(enterprise, "tool-guard")).toMatchObject({
      desiredCount: 1,
      capacityProviderStrategies: [
        { capacityProvider: enterprise.one("aws:ecs/capacityProvider:CapacityProvider").inputs.name },
      ],
    });
    expect(enterprise.one("aws:autoscaling/group:Group").inputs.desiredCapacity).toBe(1);
    expect(service(prod, "tool-guard")).toBeUndefined();
  });

  it("RUN-069 is reached by the backend by name, and not through the load balancer", () => {
    expect(service(enterprise, "tool-guard")).toMatchObject({
      serviceConnectConfiguration: {
        services: [{ discoveryName: "tool-guard", clientAlias: [{ dnsName: "tool-guard", port: 8080 }] }],
      },
    });
    expect(service(enterprise, "tool-guard")?.loadBalancers ?? []).toEqual([]);
    const main = container(enterprise, "anysource-enterprise-backend", "backend");
    expect(main?.environment).toContainEqual({ name: "TOOL_GUARD_URL", value: "http://tool-guard:8080" });
  });

  it("RUN-086 RUN-087 says whether it is there, and where", () => {
    expect(enterprise.outputs("services")).toMatchObject({
      runlayer_tool_guard_enabled: true,
      runlayer_tool_guard_endpoint_url: "http://tool-guard:8080",
    });
    expect(prod.outputs("services").runlayer_tool_guard_enabled).toBe(false);
    expect(prod.outputs("services").runlayer_tool_guard_endpoint_url).toBeNull();
  });
});

describe("the Sentry Relay", () => {
  const noteOf = (life: typeof prod) => life.deploy.layers.flatMap(({ notes }) => notes).join("\n");

  it("RUN-061 RUN-065 RUN-072 runs where its credentials are, which it reads from Secrets Manager", () => {
    const relay = containersOf(enterprise, "anysource-enterprise-sentry-relay")[0];
    expect(service(enterprise, "sentry-relay")).toBeDefined();
    expect(relay?.secrets?.map(({ name }) => name)).toEqual(["RELAY_ID", "RELAY_PUBLIC_KEY", "RELAY_SECRET_KEY"]);
    expect(relay?.environment).toContainEqual({ name: "RELAY_UPSTREAM_URL", value: "https://sentry.io/" });
    for (const { valueFrom } of relay?.secrets ?? []) expect(valueFrom).toContain("/sentry-relay");
  });

  it("RUN-062 RUN-063 is skipped without them, with a line that says so, and all else is deployed", () => {
    expect(service(prod, "sentry-relay")).toBeUndefined();
    expect(noteOf(prod)).toMatch(/sentry-relay/);
    const secrets = container(prod, "anysource-production-backend", "backend")?.secrets ?? [];
    expect(secrets.map(({ name }) => name)).not.toContain("SENTRY_DSN");
  });

  it("RUN-064 takes the backend's telemetry, by a DSN that is a secret", () => {
    const secrets = container(enterprise, "anysource-enterprise-backend", "backend")?.secrets ?? [];
    expect(secrets.find(({ name }) => name === "SENTRY_DSN")?.valueFrom).toContain("/sentry-dsn");
  });

  it("RUN-066 is off where it is switched off, although its credentials are there", () => {
    expect(service(quiet, "sentry-relay")).toBeUndefined();
    expect(quiet.all("aws:secretsmanager/secret:Secret").map(({ inputs }) => inputs.name)).toContain(
      "anysource-enterprise/sentry-relay",
    );
    expect(noteOf(quiet)).not.toMatch(/sentry-relay.*left out/);
  });

  it("RUN-071 wants exactly its four keys", () => {
    const entry = loadEnvironment(root, "runlayer-prod").data.secrets.entries["sentry-relay"];
    expect(entry?.json).toEqual({ public_key: "text", secret_key: "text", id: "text", sentry_dsn: "url" });
  });
});
