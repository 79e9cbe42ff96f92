import * as pulumi from "@pulumi/pulumi";
import { present } from "@strata/shared-config/layer";
import { describe, expect, test } from "vitest";
import { type Upstreams, watch } from "../src/watched.ts";
import { environment } from "./environment.ts";

const byKey = (names: Readonly<Record<string, string>>) => pulumi.output<Record<string, string>>(names);

/** HappyRobot's layers, deployed in full. */
const UPSTREAMS: Upstreams = {
  data: {
    databaseIdentifier: pulumi.output("happyrobot-fde-postgres"),
    cacheIdentifier: pulumi.output<string | undefined>(undefined),
  },
  cluster: {
    ecsClusterName: pulumi.output("happyrobot-fde"),
    loadBalancerArnSuffix: pulumi.output("app/happyrobot-fde-alb/50dc6c495c0c9188"),
  },
  services: {
    serviceNames: byKey({ web: "happyrobot-frontend", api: "happyrobot-api" }),
    logGroupNames: byKey({ web: "/aws/ecs/containers-web", api: "/aws/ecs/containers-api" }),
    targetGroupArnSuffixes: byKey({ web: "targetgroup/web/1", api: "targetgroup/api/1" }),
    lastDeployed: { deployed: { web: true, api: true } },
  },
  edge: {
    webAclArn: pulumi.output("arn:aws:wafv2:eu-south-2:111122223333:regional/webacl/happyrobot-fde-waf/1a2b"),
    publicUrls: pulumi.output(["http://example.com"]),
  },
};

/** Settings that put the database elsewhere, where its URL is all that is known of it. */
const ELSEWHERE = { "data.postgres.mode": "external", "services.api.secrets.DATABASE_PASSWORD": "null" };

/** What is watched, once all of it is known. */
function known(upstreams: Upstreams, name: string, overrides = {}) {
  return new Promise((resolve) => {
    pulumi.output(watch(environment(name, overrides), upstreams)).apply(resolve);
  });
}

describe("what there is to watch", () => {
  test("is known by the names that the layers below gave it", async () => {
    expect(await known(UPSTREAMS, "happyrobot-prod")).toEqual({
      clusterName: "happyrobot-fde",
      services: [
        {
          key: "api",
          serviceName: "happyrobot-api",
          logGroupName: "/aws/ecs/containers-api",
          targetGroup: "targetgroup/api/1",
          watchesTargets: false,
          calls: [],
        },
        {
          key: "web",
          serviceName: "happyrobot-frontend",
          logGroupName: "/aws/ecs/containers-web",
          targetGroup: "targetgroup/web/1",
          watchesTargets: false,
          calls: [],
        },
      ],
      database: { identifier: "happyrobot-fde-postgres", cluster: false },
      cacheNodes: [],
      loadBalancer: "app/happyrobot-fde-alb/50dc6c495c0c9188",
      webAcl: "happyrobot-fde-waf",
      publicUrls: ["http://example.com"],
    });
  });

  test("leaves out a web ACL whose metrics lie in CloudFront's region", async () => {
    expect(await known(UPSTREAMS, "happyrobot-prod", { "edge.cdn.enabled": "true" })).toMatchObject({
      webAcl: undefined,
    });
  });

  test("names each node of a replication group", async () => {
    const data = { ...UPSTREAMS.data, cacheIdentifier: pulumi.output("cache") };
    const redis = { "data.redis.mode": "replicationGroup", "data.redis.nodes": "3" };
    expect(await known({ ...UPSTREAMS, data }, "happyrobot-prod", redis)).toMatchObject({
      cacheNodes: ["cache-001", "cache-002", "cache-003"],
    });
  });

  test("leaves out a service for which nobody set its secret, and calls of it", async () => {
    const names = byKey({ backend: "backend", frontend: "frontend" });
    const deployed = { backend: true, frontend: true, "sentry-relay": false };
    const upstreams: Upstreams = {
      ...UPSTREAMS,
      data: { ...UPSTREAMS.data, cacheIdentifier: pulumi.output("cache") },
      services: {
        serviceNames: names,
        logGroupNames: names,
        targetGroupArnSuffixes: names,
        lastDeployed: { deployed },
      },
    };
    expect(await known(upstreams, "runlayer-prod")).toMatchObject({
      services: [
        { key: "backend", calls: [] },
        { key: "frontend", calls: [] },
      ],
    });
    const all = byKey({ backend: "backend", frontend: "frontend", "sentry-relay": "sentry-relay" });
    const services = { serviceNames: all, logGroupNames: all, targetGroupArnSuffixes: all };
    const lastDeployed = { deployed: { ...deployed, "sentry-relay": true } };
    expect(await known({ ...upstreams, services: { ...services, lastDeployed } }, "runlayer-prod")).toMatchObject({
      services: [{ key: "backend", calls: ["sentry-relay"] }, { key: "frontend" }, { key: "sentry-relay" }],
    });
  });

  test("knows an Aurora cluster from an instance, and leaves a database elsewhere to its owner", async () => {
    expect(await known(UPSTREAMS, "happyrobot-prod", { "data.postgres.mode": "aurora" })).toMatchObject({
      database: { cluster: true },
    });
    expect(await known(UPSTREAMS, "happyrobot-prod", ELSEWHERE)).toMatchObject({
      database: undefined,
    });
  });

  test("is refused where a layer was deployed without it, with the layer to deploy again", () => {
    expect(() => present(undefined, "services", "serviceNames.app", "threa-prod")).toThrow(
      expect.objectContaining({ code: "CONTRACT_BROKEN", hint: "nx deploy services -c threa-prod" }),
    );
  });
});
