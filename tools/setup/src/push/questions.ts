import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Question } from "../ask/question.ts";
import type { EnvironmentPlace } from "../environment/environment-file.ts";
import { environmentReader } from "../environment/environment-so-far.ts";
import type { SetupContext } from "../steps/step.ts";
import { neededImages } from "./needed-images.ts";
import { buildOf } from "./push-plan.ts";
import { sourceProblem } from "./source.ts";

/** Id of the question for the application's source. */
export const SOURCE = "deploy.source";

/** From what the images are built that the services need; without an answer the set-up builds none. */
export function sourceQuestions(place: EnvironmentPlace): readonly Question[] {
  const read = environmentReader(place);
  return [
    {
      id: SOURCE,
      kind: "text",
      optional: true,
      message: "Folder of the application's source, to build and push the images that are missing",
      when: (answers) => {
        const environment = read(answers);
        if (answers["deploy.run"] === "no" || environment === undefined) return false;
        return neededImages(environment, Object.keys(environment.services)).length > 0;
      },
      validate: (folder, answers) => {
        const source = resolve(place.root, folder);
        if (!isFolder(source)) return `there is no folder ${source}`;
        const environment = read(answers);
        if (environment === undefined) return undefined;
        const needed = neededImages(environment, Object.keys(environment.services));
        const builds = needed.flatMap(({ digest, repository }) =>
          digest === undefined ? buildOf(environment, repository) : [],
        );
        return sourceProblem(source, builds)?.text;
      },
    },
  ];
}

/** The folder that was answered, which may be written from the repository's own on; undefined where none was. */
export function sourceFolder({ root, answers }: Pick<SetupContext, "root" | "answers">): string | undefined {
  const folder = answers[SOURCE] ?? "";
  return folder === "" ? undefined : resolve(root, folder);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
