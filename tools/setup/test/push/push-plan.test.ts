import { join } from "node:path";
import { loadEnvironment } from "@strata/shared-config";
import { expect, it } from "vitest";
import { planPush } from "../../src/push/push-plan.ts";
import { requireSource } from "../../src/push/source.ts";
import { OUTPUTS } from "./outputs.ts";

const environment = loadEnvironment(join(import.meta.dirname, "..", "..", "..", ".."), "happyrobot-dev");

it("HAPPY-115: builds Dockerfile.api in the source's folder and Dockerfile.prod in web_client", () => {
  const { images, services, cluster } = planPush(environment, OUTPUTS, []);
  expect(images).toEqual([
    {
      repository: "api",
      context: ".",
      dockerfile: "Dockerfile.api",
      platform: "linux/amd64",
      references: [`${OUTPUTS.cluster.repositoryUrls.api}:latest`],
    },
    {
      repository: "web",
      context: "web_client",
      dockerfile: "Dockerfile.prod",
      platform: "linux/amd64",
      references: [`${OUTPUTS.cluster.repositoryUrls.web}:latest`],
    },
  ]);
  expect({ services, cluster }).toEqual({
    services: ["happyrobot-api", "happyrobot-frontend"],
    cluster: "happyrobot-fde",
  });
});

it("pushes what it is told to only, and knows the names", () => {
  expect(planPush(environment, OUTPUTS, ["web"]).services).toEqual(["happyrobot-frontend"]);
  expect(() => planPush(environment, OUTPUTS, ["wbe"])).toThrow(/no repository wbe; did you mean web\?/);
});

it("pushes the images of services that are not deployed yet, or whose first deploy has failed, and restarts none", () => {
  for (const services of [undefined, {}]) {
    const { images, ...rest } = planPush(environment, { ...OUTPUTS, services }, []);
    expect(images.map(({ repository }) => repository)).toEqual(["api", "web"]);
    expect(rest.services).toEqual([]);
  }
});

it("pushes the image of a service that is new among deployed ones, where it is named", () => {
  const services = { serviceNames: { api: "happyrobot-api" } };
  expect(planPush(environment, { ...OUTPUTS, services }, []).images).toHaveLength(1);
  expect(planPush(environment, { ...OUTPUTS, services }, ["web"])).toMatchObject({
    images: [{ repository: "web" }],
    services: [],
  });
});

it("refuses a service whose image is fixed by its digest", () => {
  const { api } = environment.services;
  if (api === undefined) throw new Error("happyrobot has no api");
  const image = { ...api.image, digest: `sha256:${"0".repeat(64)}` };
  const fixed = { ...environment, services: { ...environment.services, api: { ...api, image } } };
  expect(() => planPush(fixed, OUTPUTS, [])).toThrow(/services\.api\.image\.digest fixes sha256:0/);
});

it("refuses a source without its Dockerfile before anything is built", () => {
  expect(() => requireSource("/nowhere", planPush(environment, OUTPUTS, []))).toThrow(
    /the image of api has no Dockerfile \/nowhere\/Dockerfile\.api/,
  );
});
