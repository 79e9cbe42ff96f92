import type { Answered, PlannedStep, Question, TerminalPrompter } from "@strata/setup";
import type { Terminal } from "../terminal.ts";
import { askAgain, askPerson, confirmPlan } from "./collect-answers.ts";
import { hasWork, planText } from "./plan-text.ts";
import type { SetupOptions } from "./setup-options.ts";

/** What is to be done, and what was said for it. */
export interface Decision {
  readonly answered: Answered;
  readonly planned: readonly PlannedStep[];
}

/** What a decision stands on. */
export interface DecisionNeeds {
  readonly root: string;
  readonly environment: string;
  readonly questions: readonly Question[];
  readonly options: SetupOptions;
  /** Undefined where there is no terminal. */
  readonly person: TerminalPrompter | undefined;
  readonly terminal: Terminal;
  readonly plan: (answered: Answered) => Promise<readonly PlannedStep[]>;
}

/**
 * Collects the answers and shows the plan, until a person says yes to it, or `--yes` has said so before.
 *
 * @returns what to do; it may be nothing. Undefined where the person says no
 * @throws StrataError for answers that are none, and for what stands in the way of the plan
 */
export async function decide(needs: DecisionNeeds): Promise<Decision | undefined> {
  const { person, options, terminal, questions, plan } = needs;
  const { endedByPerson } = await import("@strata/setup");
  let answered = await firstAnswers(needs);
  for (;;) {
    const planned = await plan(answered);
    if (options.dryRun === true) return { answered, planned };
    if (options.json !== true) {
      for (const line of planText(planned, columnsOf(terminal), terminal.paint)) terminal.err(line);
    }
    if (options.yes === true || !hasWork(planned)) return { answered, planned };
    if (person === undefined) throw endedByPerson();
    const verdict = await confirmPlan(person, overwrites(planned));
    if (verdict === "yes") return { answered, planned };
    if (verdict === "no") return undefined;
    answered = await askAgain(questions, answered, person);
  }
}

async function firstAnswers(needs: DecisionNeeds): Promise<Answered> {
  const { options, questions, person, terminal, root, environment } = needs;
  const { endedByPerson, readAnswersFile, readRemembered, takeAnswers } = await import("@strata/setup");
  if (options.answers !== undefined) return takeAnswers(questions, readAnswersFile(options.answers));
  if (person === undefined) throw endedByPerson();
  const { answers, problem } = readRemembered(root, environment);
  if (problem !== undefined) terminal.err(`warning: ${problem}; it is ignored, and written anew`);
  return askPerson(questions, answers, person);
}

/** Width of the terminal; wide where there is none, as nothing has to fit. */
export function columnsOf({ live }: Terminal): number {
  return live === undefined ? Number.POSITIVE_INFINITY : (live.columns ?? 80);
}

function overwrites(planned: readonly PlannedStep[]): boolean {
  return planned.some(({ prepared }) => prepared.changes.some(({ action }) => action === "change"));
}
