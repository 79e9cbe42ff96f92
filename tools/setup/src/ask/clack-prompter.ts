import { styleText } from "node:util";
import { answerProblem } from "./check-answer.ts";
import { openScreen } from "./clack-screen.ts";
import { readKeyFile } from "./key-file.ts";
import { BACK, type TerminalPrompter, type TerminalStreams } from "./prompter.ts";
import { type Answers, GIVEN, isOptional, type Question, type SecretQuestion } from "./question.ts";

interface Asking<Kind extends Question = Question> {
  readonly question: Kind;
  readonly answers: Answers;
  readonly initial: string | undefined;
  readonly mayGoBack: boolean;
}

/** Asks a person at a terminal that can be drawn on: choices by arrow keys, secrets masked. */
export async function clackPrompter(streams: TerminalStreams): Promise<TerminalPrompter> {
  const screen = await openScreen(streams);

  const secret = async (asking: Asking<SecretQuestion>): Promise<string | undefined> => {
    const { question, answers, initial, mayGoBack } = asking;
    const isKept = (text: string) => text === "" && initial === GIVEN;
    const problem = (text: string) => (isKept(text) ? undefined : answerProblem(question, text, answers));
    const typed = await screen.hidden({ message: withRemark(question, initial), problem, mayGoBack });
    if (typed === undefined || typed === "") return typed === "" && initial === GIVEN ? GIVEN : typed;
    if (question.twice !== true) return typed;
    const again = await screen.hidden({
      message: `${question.message} (once more)`,
      problem: (text) => (text === typed ? undefined : "it is another one than before"),
      mayGoBack: true,
    });
    return again === undefined ? secret(asking) : again;
  };

  const keyFile = async ({ question, answers }: Asking<SecretQuestion>): Promise<string | undefined> => {
    const problem = (path: string) => {
      const read = readKeyFile(path);
      return read.problem ?? answerProblem(question, read.text, answers);
    };
    const path = await screen.line({ message: `${question.message}: path of the file`, problem, mayGoBack: true });
    return path === undefined ? undefined : readKeyFile(path).text;
  };

  /** Several lines cannot be typed: they are read from a file, or pasted. Back from either asks again which. */
  const multiline = async (asking: Asking<SecretQuestion>): Promise<string | undefined> => {
    const { question, initial, mayGoBack } = asking;
    for (;;) {
      const way = await screen.choose({ message: question.message, mayGoBack }, waysOf(question, initial));
      if (way === undefined) return undefined;
      if (way === "keep") return GIVEN;
      if (way === "none") return "";
      const value =
        way === "file" ? await keyFile(asking) : await secret({ ...asking, initial: undefined, mayGoBack: true });
      if (value === undefined) continue;
      screen.note(styleText("dim", lineCount(value)));
      return value;
    }
  };

  const answer = async (asking: Asking): Promise<string | undefined> => {
    const { question, answers, initial, mayGoBack } = asking;
    const { message } = question;
    const start = initial === undefined ? {} : { initial };
    switch (question.kind) {
      case "confirm":
        return screen.choose({ message, mayGoBack, ...start }, YES_OR_NO);
      case "select":
        return screen.choose({ message, mayGoBack, ...start }, question.choices(answers));
      case "text": {
        const problem = (text: string) => answerProblem(question, text, answers);
        return screen.line({ message: withRemark(question, initial), problem, mayGoBack, ...start });
      }
      case "secret":
        return question.multiline === true ? multiline({ ...asking, question }) : secret({ ...asking, question });
    }
  };

  const { note, discardTyped, close } = screen;
  return {
    ask: async (question, answers, initial, mayGoBack) =>
      (await answer({ question, answers, initial, mayGoBack })) ?? BACK,
    note,
    discardTyped,
    close,
  };
}

const YES_OR_NO = [
  { value: "yes", label: "yes" },
  { value: "no", label: "no" },
];

function withRemark(question: Question, initial: string | undefined): string {
  const remark = remarkOf(question, initial);
  return remark === "" ? question.message : `${question.message} ${styleText("dim", `(${remark})`)}`;
}

function remarkOf(question: Question, initial: string | undefined): string {
  if (initial === GIVEN) return "Enter keeps the one given before";
  if (!isOptional(question)) return "";
  return question.kind === "text" && (initial ?? "") !== "" ? "an empty line leaves it out" : "Enter skips it";
}

function waysOf(question: Question, initial: string | undefined) {
  return [
    ...(initial === GIVEN ? [{ value: "keep", label: "keep the one given before" }] : []),
    { value: "file", label: "read it from a file" },
    { value: "paste", label: "paste it" },
    ...(isOptional(question) ? [{ value: "none", label: "skip it" }] : []),
  ];
}

function lineCount(text: string): string {
  const lines = text.trimEnd().split("\n").length;
  return `read ${lines === 1 ? "1 line" : `${lines} lines`}`;
}
