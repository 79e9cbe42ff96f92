import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inferTargets } from "../src/infer-targets.ts";

const CONTEXT = { environments: ["threa-budget", "threa-prod"], hasProduction: true };

it("gives a layer one target for each operation", () => {
  expect(Object.keys(inferTargets("services", CONTEXT))).toEqual([
    "preview",
    "deploy",
    "destroy",
    "refresh",
    "outputs",
  ]);
});

it.each(Object.entries(inferTargets("services", CONTEXT)))(
  "%s has a configuration for each environment",
  (_, target) => {
    expect(target.configurations).toEqual({
      "threa-budget": { environment: "threa-budget" },
      "threa-prod": { environment: "threa-prod" },
    });
  },
);

it.each(Object.entries(inferTargets("services", CONTEXT)))(
  "%s is never cached, and explains itself",
  (name, target) => {
    expect(target.cache).toBe(false);
    expect(target.metadata?.description).toContain("services");
    expect(target.metadata?.help).toMatchObject({ command: `nx ${name} services --help` });
  },
);

it.each(["deploy", "preview", "refresh"] as const)("%s lets the same target of each upstream come first", (name) => {
  const target = inferTargets("services", CONTEXT)[name];
  expect(target.dependsOn).toEqual([{ target: name, dependencies: true, options: "forward", params: "ignore" }]);
  expect(target.options).toEqual({ layer: "services" });
});

it("lets nothing pull a layer into a destroy", () => {
  expect(inferTargets("services", CONTEXT).destroy.dependsOn).toBeUndefined();
});

it("counts the program and the files that describe environments as inputs", () => {
  expect(inferTargets("services", CONTEXT).deploy.inputs).toEqual([
    "{projectRoot}/Pulumi.yaml",
    "{projectRoot}/Pulumi.*.yaml",
    "production",
    "^production",
    "{workspaceRoot}/environments/*.yaml",
    "{workspaceRoot}/products/*.yaml",
    "{workspaceRoot}/tiers/*.yaml",
    "{workspaceRoot}/policies/**/*",
  ]);
  expect(inferTargets("services", { ...CONTEXT, hasProduction: false }).deploy.inputs).toContain("^default");
});

it("names an executor that exists for every target", () => {
  const { executors } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "executors.json"), "utf8"));
  for (const { executor } of Object.values(inferTargets("services", CONTEXT))) {
    expect(Object.keys(executors)).toContain(executor?.replace("@strata/nx-pulumi:", ""));
  }
});
