import type { Answered, Known, PlannedStep, Prompter, Question, SetupContext, TerminalPrompter } from "@strata/setup";
import type { Terminal } from "../terminal.ts";
import { askAgain, askPerson, confirmPlan } from "./collect-answers.ts";
import { hasWork, planText } from "./plan-text.ts";
import type { SetupOptions } from "./setup-options.ts";

/** What is to be done, and what was said for it. */
export interface Decision {
  readonly context: SetupContext;
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
  /** Signs in, and asks what depends on the account. */
  readonly open: (answered: Answered, known: Known, prompter: Prompter) => Promise<SetupContext>;
  readonly plan: (context: SetupContext) => Promise<readonly PlannedStep[]>;
}

/**
 * Collects the answers and shows the plan, until a person says yes to it, or `--yes` has said so before.
 *
 * @returns what to do; it may be nothing. Undefined where the person says no
 * @throws StrataError for answers that are none, and for what stands in the way of the plan
 */
export async function decide(needs: DecisionNeeds): Promise<Decision | undefined> {
  const { person, options, terminal, questions, open, plan } = needs;
  const { endedByPerson, NOTHING_KNOWN } = await import("@strata/setup");
  const first = await firstAnswers(needs);
  const { prompter } = first;
  let { answered, known } = first;
  for (;;) {
    const context = await open(answered, known, prompter);
    const planned = await plan(context);
    if (options.dryRun === true) return { context, planned };
    if (options.json !== true) {
      for (const line of planText(planned, columnsOf(terminal), terminal.paint)) terminal.err(line);
    }
    if (options.yes === true || !hasWork(planned)) return { context, planned };
    if (person === undefined) throw endedByPerson();
    const verdict = await confirmPlan(person, overwrites(planned));
    if (verdict === "yes") return { context, planned };
    if (verdict === "no") return undefined;
    known = { ...NOTHING_KNOWN, answers: context.answers, secrets: context.secrets };
    answered = await askAgain(questions, known, person);
  }
}

/** The first answers, and who gives the further ones. */
interface FirstAnswers {
  readonly answered: Answered;
  readonly known: Known;
  readonly prompter: Prompter;
}

async function firstAnswers(needs: DecisionNeeds): Promise<FirstAnswers> {
  const { options, questions, person, terminal, root, environment } = needs;
  const setup = await import("@strata/setup");
  if (options.answers !== undefined) {
    const file = setup.readAnswersFile(options.answers);
    const answered = setup.takeAnswers(questions, file);
    return { answered, known: setup.NOTHING_KNOWN, prompter: setup.filePrompter(file) };
  }
  if (person === undefined) throw setup.endedByPerson();
  const { answers, problem } = setup.readRemembered(root, environment);
  if (problem !== undefined) terminal.err(`warning: ${problem}; it is ignored, and written anew`);
  return { ...(await askPerson(questions, answers, person)), prompter: person };
}

/** Width of the terminal; wide where there is none, as nothing has to fit. */
export function columnsOf({ live }: Terminal): number {
  return live === undefined ? Number.POSITIVE_INFINITY : (live.columns ?? 80);
}

function overwrites(planned: readonly PlannedStep[]): boolean {
  return planned.some(({ prepared }) => prepared.changes.some(({ action }) => action === "change"));
}
