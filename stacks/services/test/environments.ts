import { type Environment, findRoot, loadEnvironment, type Overrides, type Service } from "@strata/shared-config";
import { assert } from "vitest";

/** An environment of this repository, with settings of a stack's config above its file. */
export function environmentOf(name: string, overrides: Overrides = {}): Environment {
  const root = findRoot(import.meta.dirname);
  assert(root !== undefined, "the test runs in a clone of the repository");
  return loadEnvironment(root, name, overrides);
}

/** A service of an environment of this repository. */
export function serviceOf(name: string, key: string, overrides: Overrides = {}): Service {
  const service = environmentOf(name, overrides).services[key];
  assert(service !== undefined, `${name} has the service ${key}`);
  return service;
}
