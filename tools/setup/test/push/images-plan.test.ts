import { join } from "node:path";
import { loadEnvironment, loadEnvironmentText } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { changeOf, imagesMissing } from "../../src/push/images-step.ts";
import { imageLabel, neededImages } from "../../src/push/needed-images.ts";
import { sourceQuestions } from "../../src/push/questions.ts";
import { repositoryName } from "../../src/push/read-images.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const DIGEST = `sha256:${"0".repeat(64)}`;

const needed = (name: string) => {
  const environment = loadEnvironment(root, name);
  return neededImages(environment, Object.keys(environment.services));
};

describe("the images that services need", () => {
  it("are those of the environment's own repositories, each once, without what is switched off", () => {
    expect(needed("proliferate-dev").map(imageLabel)).toEqual(["worker:latest", "llm-proxy:latest", "gateway:latest"]);
    expect(needed("happyrobot-dev").map(({ services }) => services)).toEqual([["api"], ["web"]]);
  });

  it("are also those of further containers, fixed ones by their digest, and none of another registry", () => {
    const text = `product: threa
tier: prod
services:
  app:
    containers:
      same: { start: before, image: { repository: app } }
      own: { start: beside, image: { repository: app, digest: "${DIGEST}" } }
      foreign: { start: beside, image: { uri: ghcr.io/acme/proxy } }
`;
    const environment = loadEnvironmentText(root, "threa-prod", text);
    expect(neededImages(environment, ["app"])).toEqual([
      { repository: "app", tag: "latest", digest: undefined, services: ["app"] },
      { repository: "app", tag: "latest", digest: DIGEST, services: ["app"] },
    ]);
    expect(neededImages(environment, [])).toEqual([]);
  });
});

describe("an image", () => {
  const image = { repository: "app", tag: "latest", digest: undefined, services: ["app"] };
  it.each([
    ["is built where it is missing and there is a source", { missing: [image], source: "/source" }, "run"],
    ["ends the set-up where it is missing and there is none", { missing: [image], source: undefined }, "later"],
    ["is left alone where it is there", { missing: [], source: "/source" }, "keep"],
  ])("%s", (_, found, action) => {
    expect(changeOf(image, { placed: [image], ...found })).toMatchObject({ action, what: "image app:latest" });
  });

  it("is not looked for before its repository is there", () => {
    expect(changeOf(image, { placed: [], missing: [], source: undefined })).toMatchObject({ action: "later" });
  });

  it("that is fixed by its digest is never built", () => {
    const fixed = { ...image, digest: DIGEST };
    const { action } = changeOf(fixed, { placed: [fixed], missing: [fixed], source: "/source" });
    expect(action).toBe("later");
  });
});

it("names every missing image, who runs it, and the commands that go on", () => {
  const error = imagesMissing("acme-dev", [
    { repository: "worker", tag: "latest", digest: undefined, services: ["worker", "cron"] },
    { repository: "web", tag: "1.2", digest: DIGEST, services: ["web"] },
  ]);
  expect(error.message.split("\n")).toEqual([
    "acme-dev cannot start its services: ECR does not have these images",
    "  worker:latest, for worker, cron",
    `  web@${DIGEST}, for web`,
  ]);
  expect(error.hint).toBe(
    `strata push acme-dev --source <folder> --only worker; then: push ${DIGEST} to web, or correct the digest in the file; then: strata setup acme-dev`,
  );
});

it("knows a repository by its address", () => {
  expect(repositoryName("123456789012.dkr.ecr.us-east-1.amazonaws.com/acme/worker")).toBe("acme/worker");
});

describe("the question for the application's source", () => {
  const [question] = sourceQuestions({ root, environment: "happyrobot-dev" });
  if (question?.kind !== "text") throw new Error("it is a text");

  it("is asked where something is deployed, and may be left open", () => {
    expect(question.optional).toBe(true);
    expect(question.when?.({ "deploy.run": "yes" })).toBe(true);
    expect(question.when?.({ "deploy.run": "no" })).toBe(false);
  });

  it("takes a folder that has every Dockerfile, written from the repository's folder on", () => {
    expect(question.validate?.("nowhere", {})).toBe(`there is no folder ${join(root, "nowhere")}`);
    expect(question.validate?.("docs", {})).toBe(
      `the image of api has no Dockerfile ${join(root, "docs", "Dockerfile.api")}`,
    );
  });
});
