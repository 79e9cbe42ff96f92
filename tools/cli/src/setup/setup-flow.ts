import type {
  Answered,
  ChecklistItem,
  Known,
  PlannedStep,
  Prompter,
  Question,
  SetupContext,
  SetupFacts,
  SetupRequest,
  SetupStep,
  TerminalPrompter,
} from "@strata/setup";
import { describeError, didYouMean, listEnvironments, StrataError } from "@strata/shared-config";
import { type CommandContext, EXIT } from "../context.ts";
import type { Terminal } from "../terminal.ts";
import { checklistText } from "./checklist-text.ts";
import { columnsOf, type DecisionNeeds, decide } from "./decide.ts";
import { openLiveLine } from "./live-line.ts";
import { hasWork, planJson, planText } from "./plan-text.ts";
import { runSteps } from "./run-steps.ts";
import { requireAnswerer, type SetupOptions } from "./setup-options.ts";
import { elapsed } from "./setup-progress.ts";
import { openHost, type Switchboard } from "./switchboard.ts";

/** What a set-up is made of: the command's own, or a test's. */
export interface SetupParts {
  readonly questions: (facts: SetupFacts) => Promise<readonly Question[]>;
  readonly steps: readonly SetupStep[];
  /** Signs in, asks what depends on that, and opens what the steps need. Changes nothing. */
  readonly open: (request: SetupRequest) => Promise<SetupContext>;
  /** What is left to do or to know once all steps are done. */
  readonly checklist: (context: SetupContext) => Promise<readonly ChecklistItem[]>;
}

/** From the first question to the report. Until somebody has said yes to the plan, nothing is changed or written. */
export async function setupFlow(
  named: string | undefined,
  options: SetupOptions,
  parts: SetupParts,
  { terminal, root, exit }: CommandContext,
): Promise<void> {
  const isPerson = requireAnswerer(named, options);
  const { terminalPrompter } = await import("@strata/setup");
  const switchboard = openHost(terminal);
  const { signal } = switchboard.host;
  const person =
    isPerson && needsPerson(named, options)
      ? await terminalPrompter({ input: process.stdin, output: process.stderr, signal })
      : undefined;
  const opened: SetupContext[] = [];
  try {
    const environment = await environmentOf(named, root(), person, terminal);
    const open = async (answered: Answered, known: Known, prompter: Prompter) => {
      const { host } = switchboard;
      const left = options.skipDeploy === true ? { "deploy.run": "no" } : {};
      const whole = { ...answered, answers: { ...answered.answers, ...left } };
      const context = await parts.open({ root: root(), environment, answered: whole, known, prompter, host });
      opened.push(context);
      return context;
    };
    exit(await go({ environment, root: root(), options, parts, person, terminal, switchboard, open }));
  } catch (error) {
    if (!(error instanceof StrataError) || error.code !== "RUN_STOPPED") throw error;
    terminal.err(describeError(error));
    exit(EXIT.interrupted);
  } finally {
    person?.close();
    switchboard.end();
    for (const { aws } of opened) aws.close();
  }
}

interface Going {
  readonly environment: string;
  readonly root: string;
  readonly options: SetupOptions;
  readonly parts: SetupParts;
  readonly person: TerminalPrompter | undefined;
  readonly terminal: Terminal;
  readonly switchboard: Switchboard;
  readonly open: DecisionNeeds["open"];
}

/** @returns the exit code */
async function go(going: Going): Promise<number> {
  const { environment, root, options, parts, person, terminal, switchboard, open } = going;
  const { planSetup, readFacts, remember } = await import("@strata/setup");
  const all = await parts.questions(readFacts(root, environment));
  const decision = await decide({
    root,
    environment,
    questions: options.skipDeploy === true ? all.map(withoutDeploy) : all,
    options,
    person,
    terminal,
    open,
    plan: (context) => whileLooking(terminal, switchboard, () => planSetup(parts.steps, context)),
  });
  // From here on Ctrl-C is a signal again, and what is typed is the shell's.
  person?.close();
  if (decision === undefined) {
    terminal.err("nothing was changed");
    return EXIT.interrupted;
  }
  const { context, planned } = decision;
  if (options.dryRun === true) {
    printPlan(environment, planned, options, terminal);
    return EXIT.fine;
  }
  remember(root, environment, context.answers);
  if (hasWork(planned)) {
    const code = await runSteps(parts.steps, context, { terminal, json: options.json === true, switchboard });
    if (code !== EXIT.fine) return code;
  } else {
    terminal.err(`${environment} is set up: all is as it should be`);
  }
  // What is left to a person is left whether or not this run had anything to do.
  const items = await parts.checklist(context);
  if (options.json === true) terminal.out(JSON.stringify({ code: "checklist", data: { items } }));
  else for (const line of checklistText(items)) terminal.out(line);
  return EXIT.fine;
}

/** An answers file may have an answer to it all the same. */
function withoutDeploy(question: Question): Question {
  return question.id.startsWith("deploy.") ? { ...question, when: () => false } : question;
}

/** Shows for how long it has been looking. */
async function whileLooking<Result>(terminal: Terminal, { host, onStop }: Switchboard, look: () => Promise<Result>) {
  const since = host.now();
  const line = openLiveLine(terminal, () => `looking at what is there ${elapsed(since, host.now())}`);
  onStop(() => line.say("stopping; Ctrl-C again ends at once"));
  try {
    return await look();
  } finally {
    line.end();
    onStop(() => undefined);
  }
}

async function environmentOf(
  named: string | undefined,
  root: string,
  person: TerminalPrompter | undefined,
  terminal: Terminal,
): Promise<string> {
  const { chooseEnvironment, requireEnvironmentName } = await import("@strata/setup");
  if (named === undefined) return person === undefined ? "" : chooseEnvironment(root, person);
  requireEnvironmentName(root, named);
  const known = listEnvironments(root);
  if (!known.includes(named)) terminal.err(`${named} has no file yet: it is made${didYouMean(named, known)}`);
  return named;
}

function needsPerson(named: string | undefined, { answers, yes, dryRun }: SetupOptions): boolean {
  return named === undefined || answers === undefined || (yes !== true && dryRun !== true);
}

function printPlan(
  environment: string,
  planned: readonly PlannedStep[],
  { json }: SetupOptions,
  terminal: Terminal,
): void {
  const lines =
    json === true
      ? [JSON.stringify(planJson(environment, planned), undefined, 2)]
      : planText(planned, columnsOf(terminal), terminal.paint);
  for (const line of lines) terminal.out(line);
}
