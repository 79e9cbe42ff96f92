import { type Application, type ApplicationKey, isSecretKey } from "@strata/shared-config";
import type { Answers, Question } from "../ask/question.ts";
import type { Example } from "./example-file.ts";
import { groupQuestion, keyQuestion } from "./group-states.ts";
import { pemProblem } from "./pem.ts";

/** Id of the question whether an existing file may be written anew. */
export const OVERWRITE = "application.overwrite";

/** What decides which questions are left. */
export interface QuestionScope {
  readonly application: Application;
  readonly example: Example;
  /** Keys that have a value, or get one from a deploy that is to come. */
  readonly have: ReadonlySet<string>;
  /** Keys of features that are on already, though they lack a value. */
  readonly on: ReadonlySet<string>;
  /** Of each choice, the option up to now. */
  readonly options: Readonly<Record<string, string>>;
  /** Name of a file that is there and may change. @default - none is */
  readonly existing: string | undefined;
}

/**
 * What has to be asked for an application's environment file: choices first, then what it needs, then what may be left out,
 * then the keys of development, and whether an existing file may be written anew.
 */
export function applicationQuestions(scope: QuestionScope): readonly Question[] {
  const { application, example, have, existing } = scope;
  const choices: Question[] = [];
  const needed: Question[] = [];
  const optional: Question[] = [];
  const generated: Question[] = [];
  for (const [name, group] of Object.entries(application.groups)) {
    if (group.kind === "choice") choices.push(choiceQuestion(name, group.message, group.options, scope.options[name]));
  }
  const firstOf = new Map<string, string>();
  for (const { key, ...line } of example) {
    const terms = key === undefined ? undefined : application.keys[key];
    if (key === undefined || terms === undefined || !("initial" in line) || terms.ask === "never") continue;
    const { group = "" } = terms;
    const kind = application.groups[group]?.kind;
    const first = firstOf.get(group) ?? key;
    if (kind === "generate" && first === key && !firstOf.has(group))
      generated.push(generateQuestion(application, group));
    firstOf.set(group, first);
    if (have.has(key)) continue;
    const question = keyQuestionOf(key, terms, line);
    if (kind === "choice")
      needed.push({ ...question, when: (answers) => answers[groupQuestion(group)] === terms.option });
    else if (kind === "generate")
      generated.push({ ...question, when: (answers) => answers[groupQuestion(group)] !== "yes" });
    else if (kind === undefined || scope.on.has(key)) needed.push(question);
    else if (first === key)
      optional.push({ ...question, optional: true, message: `${question.message} (Enter: without)` });
    else optional.push({ ...question, when: (answers) => given(answers, first) || have.has(first) });
  }
  const overwrite: readonly Question[] =
    existing === undefined
      ? []
      : [{ id: OVERWRITE, kind: "confirm", initial: false, message: overwriteText(existing) }];
  return [...choices, ...needed, ...optional, ...generated, ...overwrite];
}

function choiceQuestion(
  name: string,
  message: string,
  options: Readonly<Record<string, string>>,
  now: string | undefined,
): Question {
  return {
    id: groupQuestion(name),
    kind: "select",
    message,
    choices: () => Object.entries(options).map(([value, label]) => ({ value, label })),
    initial: () => now,
  };
}

function generateQuestion(application: Application, group: string): Question {
  return {
    id: groupQuestion(group),
    kind: "confirm",
    initial: false,
    message: application.groups[group]?.message ?? group,
  };
}

/** The question for a key. One with a default may be left out: the default takes its place. */
function keyQuestionOf(
  key: string,
  terms: ApplicationKey,
  { initial, comment }: { readonly initial: string; readonly comment: string },
) {
  const id = keyQuestion(key);
  const message = comment === "" ? key : `${key}: ${comment}`;
  if (terms.ask === "pem") return { id, kind: "secret", multiline: true, message, validate: pemProblem } as const;
  if (!isSecretKey(terms))
    return { id, kind: "text", message, initial: () => (initial === "" ? undefined : initial) } as const;
  return initial === ""
    ? ({ id, kind: "secret", message } as const)
    : ({ id, kind: "secret", message: `${message} (Enter: ${initial})`, optional: true } as const);
}

function given(answers: Answers, key: string): boolean {
  return (answers[keyQuestion(key)] ?? "") !== "";
}

function overwriteText(file: string): string {
  return `${file} is there. May it be written anew, its values kept, where something is missing in it?`;
}
