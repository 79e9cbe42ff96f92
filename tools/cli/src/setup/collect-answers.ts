import type { Answered, Answers, Known, Question, TerminalPrompter } from "@strata/setup";

/** Settled: what is known is taken as it is. Open: everything is asked, and Enter takes what is known. */
type Look = "settled" | "open";

/**
 * Asks a person, who sees first what an earlier run was told: it is not asked again, unless the person wants to look through
 * it.
 */
export async function askPerson(
  questions: readonly Question[],
  remembered: Answers,
  prompter: TerminalPrompter,
): Promise<{ readonly answered: Answered; readonly known: Known }> {
  const { askAll } = await import("@strata/setup");
  const look = await chooseLook(questions, remembered, prompter);
  const known = { answers: remembered, secrets: new Map(), settled: look === "settled" };
  return { answered: await askAll(questions, known, prompter), known };
}

/** Asks once more, from the first question on, with what was answered a moment ago. */
export async function askAgain(
  questions: readonly Question[],
  known: Known,
  prompter: TerminalPrompter,
): Promise<Answered> {
  const { askAll } = await import("@strata/setup");
  return askAll(questions, known, prompter);
}

async function chooseLook(
  questions: readonly Question[],
  remembered: Answers,
  prompter: TerminalPrompter,
): Promise<Look> {
  const known = questions.filter(({ id, kind }) => kind !== "secret" && remembered[id] !== undefined);
  if (known.length === 0) return "open";
  const lines = known.map(({ id, message }) => `${message}: ${remembered[id] === "" ? "(none)" : remembered[id]}`);
  prompter.note(["Known from the last run:", ...lines].join("\n"));
  const answer = await prompter.ask(
    {
      id: "known",
      kind: "select",
      message: "Go on with this?",
      choices: () => [
        { value: "settled", label: "yes", hint: "only what is missing is asked" },
        { value: "open", label: "look through it", hint: "Enter keeps an answer" },
      ],
    },
    {},
    "settled",
    false,
  );
  return answer === "settled" ? "settled" : "open";
}

/** What a person says to a plan. */
export type Verdict = "yes" | "change" | "no";

/** Shows nothing: the plan is on the screen already. */
export async function confirmPlan(prompter: TerminalPrompter, overwrites: boolean): Promise<Verdict> {
  prompter.discardTyped();
  const answer = await prompter.ask(
    {
      id: "plan",
      kind: "select",
      message: overwrites ? "Do this? Some of it changes what exists" : "Do this?",
      choices: () => [
        { value: "yes", label: "yes" },
        { value: "change", label: "change an answer" },
        { value: "no", label: "no", hint: "all stays as it is" },
      ],
    },
    {},
    undefined,
    false,
  );
  return answer === "yes" || answer === "change" ? answer : "no";
}
