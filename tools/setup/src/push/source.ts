import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { optionInvalid } from "@strata/shared-config";
import type { Build } from "./push-plan.ts";

/**
 * Refuses a source that cannot be built, before anything is.
 * @param source absolute path of the application's source
 * @throws StrataError OPTION_INVALID with the first Dockerfile that is missing
 */
export function requireSource(source: string, { images }: { readonly images: readonly Build[] }): void {
  const problem = sourceProblem(source, images);
  if (problem === undefined) return;
  throw optionInvalid(
    problem.text,
    `name the application's folder with --source, or the file in cluster.repositories.${problem.repository}.build`,
  );
}

/** The first Dockerfile that a source does not have; undefined where it has all. */
export function sourceProblem(
  source: string,
  builds: readonly Build[],
): { readonly repository: string; readonly text: string } | undefined {
  for (const { context, dockerfile, repository } of builds) {
    const file = resolve(source, context, dockerfile);
    if (!existsSync(file)) return { repository, text: `the image of ${repository} has no Dockerfile ${file}` };
  }
  return undefined;
}
