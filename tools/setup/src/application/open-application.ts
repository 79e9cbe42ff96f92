import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Application, type Environment, loadEnvironment, productTerms } from "@strata/shared-config";
import { type Example, readExample } from "./example-file.ts";

/** The application of an environment, as its product describes it. */
export interface OpenApplication {
  readonly application: Application;
  readonly example: Example;
  readonly environment: Environment;
  /** Name of its environment file, at the repository's root. */
  readonly fileName: string;
  /** Absolute path of that. */
  readonly file: string;
}

/**
 * Opens the application of an environment.
 *
 * @param planned the environment as it is going to be, where its file does not say so yet. @default - as its file says
 * @returns undefined for a product without an environment file, and for an environment that is not there yet
 * @throws StrataError ENVIRONMENT_INVALID
 */
export function openApplication(root: string, name: string, planned?: Environment): OpenApplication | undefined {
  const environment = planned ?? environmentOfFile(root, name);
  if (environment === undefined) return undefined;
  const { application } = productTerms(root, environment.product, environment.tier);
  if (application === undefined) return undefined;
  const names: Readonly<Record<string, string>> = { tier: environment.tier, environment: name };
  const fileName = application.file.replace(/\$\{(\w+)\}/g, (whole, word: string) => names[word] ?? whole);
  const example = readExample(root, application);
  return { application, example, environment, fileName, file: join(root, fileName) };
}

function environmentOfFile(root: string, name: string): Environment | undefined {
  return existsSync(join(root, "environments", `${name}.yaml`)) ? loadEnvironment(root, name) : undefined;
}
