/** What was answered, by the question's id; a confirmation as `yes` or `no`. Secrets are never in it. */
export type Answers = Readonly<Record<string, string>>;

/** What stands for a secret in the answers: that one was given, and no more. A later question may depend on it. */
export const GIVEN = "[secret]";

interface Common {
  /** Stable: an answers file names it, such as `state.backend`. */
  readonly id: string;
  readonly message: string;
  /** Whether it is asked at all, given what was answered so far. @default - always */
  readonly when?: (answers: Answers) => boolean;
}

interface Typed {
  /** What is wrong with a value, as a sentence that says what is allowed; undefined for a good one. */
  readonly validate?: (value: string, answers: Answers) => string | undefined;
  /** Whether Enter leaves it out. @default - it has to have a value */
  readonly optional?: boolean;
}

/** One line of text. */
export interface TextQuestion extends Common, Typed {
  readonly kind: "text";
  /** What Enter takes, given what was answered so far. */
  readonly initial?: (answers: Answers) => string | undefined;
  /** Whether that is only proposed to a person. @default - an answers file that leaves the question open has it, too */
  readonly isProposal?: boolean;
}

/** A text that is never shown, remembered or written down with the answers. */
export interface SecretQuestion extends Common, Typed {
  readonly kind: "secret";
  /** Whether it may have several lines, as a private key has: it is read from a file, or pasted. @default - one line */
  readonly multiline?: boolean;
  /** Whether a person types it twice: for one that nobody can look up afterwards. @default - once */
  readonly twice?: boolean;
}

export interface ConfirmQuestion extends Common {
  readonly kind: "confirm";
  readonly initial: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** One of several. */
export interface SelectQuestion extends Common {
  readonly kind: "select";
  readonly choices: (answers: Answers) => readonly Choice[];
  readonly initial?: (answers: Answers) => string | undefined;
}

/** A question as data: who asks it decides how. */
export type Question = TextQuestion | SecretQuestion | ConfirmQuestion | SelectQuestion;

/** Whether nothing is an answer, too. */
export function isOptional(question: Question): boolean {
  return (question.kind === "text" || question.kind === "secret") && question.optional === true;
}

/** What counts where an answers file leaves a question open. */
export function defaultOf(question: Question, answers: Answers): string | undefined {
  return question.kind === "text" && question.isProposal === true ? undefined : initialOf(question, answers);
}

/** What Enter takes where nobody has answered yet; undefined where there is no such thing. */
export function initialOf(question: Question, answers: Answers): string | undefined {
  if (question.kind === "secret") return undefined;
  if (question.kind === "confirm") return question.initial ? "yes" : "no";
  return question.initial?.(answers);
}
