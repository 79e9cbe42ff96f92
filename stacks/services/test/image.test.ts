import { expect, test } from "vitest";
import { imageUri } from "../src/image.ts";

const repositories = { app: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/threa" };
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

test("runs the tag of a repository's image", () => {
  expect(imageUri({ repository: "app", tag: "1.4.2" }, repositories)).toBe(`${repositories.app}:1.4.2`);
});

test("prefers the digest, which nobody can move", () => {
  expect(imageUri({ repository: "app", tag: "latest", digest }, repositories)).toBe(`${repositories.app}@${digest}`);
});

test("runs an image from elsewhere", () => {
  expect(imageUri({ uri: "public.ecr.aws/nginx/nginx", tag: "1.29" }, {})).toBe("public.ecr.aws/nginx/nginx:1.29");
});

test("names the repository that the cluster layer does not have", () => {
  expect(() => imageUri({ repository: "api", tag: "latest" }, repositories)).toThrow(
    "the deployed cluster has no repository api",
  );
});
