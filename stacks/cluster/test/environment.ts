import { type Environment, findRoot, loadEnvironment, type Overrides } from "@strata/shared-config";

/** An environment of this repository, with settings on top as a stack's config would give them. */
export function environment(name: string, overrides: Overrides = {}): Environment {
  return loadEnvironment(findRoot(import.meta.dirname) ?? "", name, overrides);
}
