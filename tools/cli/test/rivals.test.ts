import { findRoot, loadEnvironment } from "@strata/shared-config";
import { expect, it } from "vitest";
import { rivalsOf } from "../src/rivals.ts";

const root = findRoot(import.meta.dirname) ?? "";

it("finds the environments that would take the same names in one account", () => {
  expect(rivalsOf(root, loadEnvironment(root, "happyrobot-prod"))).toEqual(["happyrobot-dev", "happyrobot-staging"]);
  expect(rivalsOf(root, loadEnvironment(root, "threa-prod"))).toEqual([]);
});

it("sees none in another region, in another account, or under another suffix", () => {
  const moved = (config: Record<string, string>) => rivalsOf(root, loadEnvironment(root, "happyrobot-prod", config));
  expect(moved({ "aws.region": "eu-south-1", "aws.residency": "[]" })).toEqual([]);
  expect(moved({ "naming.suffix": "-blue" })).toEqual([]);
});
