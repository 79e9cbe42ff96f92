import { didYouMean, listEnvironments, optionInvalid } from "@strata/shared-config";
import { askAll, NOTHING_KNOWN } from "../ask/ask-all.ts";
import type { Prompter } from "../ask/prompter.ts";
import type { Question } from "../ask/question.ts";

/** A name of lower-case letters, digits and dashes: it is a part of stack names. */
const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const NEW = "+new";

/** Asks which environment it is about: one that exists, or a new one. */
export async function chooseEnvironment(root: string, prompter: Prompter): Promise<string> {
  const { answers } = await askAll(environmentQuestions(listEnvironments(root)), NOTHING_KNOWN, prompter);
  return answers["environment.name"] ?? answers.environment ?? "";
}

/** @param existing names of the environments that have a file */
export function environmentQuestions(existing: readonly string[]): readonly Question[] {
  return [
    {
      id: "environment",
      kind: "select",
      message: "Which environment?",
      choices: () => [
        ...existing.map((name) => ({ value: name, label: name })),
        { value: NEW, label: "a new one", hint: "its file is made" },
      ],
    },
    {
      id: "environment.name",
      kind: "text",
      message: "Name of the new environment",
      when: ({ environment }) => environment === NEW,
      validate: (name) => environmentProblem(name) ?? (existing.includes(name) ? `${name} exists already` : undefined),
    },
  ];
}

/** What is wrong with an environment's name; undefined for a good one. */
function environmentProblem(name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return `${JSON.stringify(name)} is no name of an environment: up to 40 lower-case letters, digits and dashes, a letter first`;
}

/**
 * Refuses a name that no environment can have.
 * @throws StrataError OPTION_INVALID with the nearest existing name
 */
export function requireEnvironmentName(root: string, name: string): void {
  const problem = environmentProblem(name);
  if (problem === undefined) return;
  throw optionInvalid(
    `${problem}${didYouMean(name, listEnvironments(root))}`,
    "choose another name: strata setup <environment>",
  );
}
