import type { PlannedStep, SetupEvent } from "@strata/setup";
import type { Command } from "commander";
import { type CommandContext, EXIT } from "../context.ts";
import type { Terminal } from "../terminal.ts";

interface SetupOptions {
  readonly answers?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly region: string;
}

/** `strata setup <environment>`: from an empty account to a running environment. */
export function setupCommand(program: Command, context: CommandContext): void {
  program
    .command("setup")
    .description("bring an environment from nothing to running: state, stacks, domain, deploy, migrations, settings")
    .argument("<environment>", "name of the environment; its file is made where there is none")
    .option("--answers <file>", "answers as YAML, in place of questions")
    .option("--yes", "do what the plan says without asking")
    .option("--dry-run", "print the plan, and change nothing")
    .option("--region <region>", "AWS region", "us-east-1")
    .action((environment: string, options: SetupOptions) => setup(environment, options, context));
}

async function setup(environment: string, options: SetupOptions, { terminal, root, exit }: CommandContext) {
  const { setTimeout: pause } = await import("node:timers/promises");
  const {
    answersPrompter,
    askAll,
    clackPrompter,
    openAws,
    planSetup,
    readAnswersFile,
    runSetup,
    setupQuestions,
    STEPS,
  } = await import("@strata/setup");
  const prompter =
    options.answers === undefined
      ? await clackPrompter({ input: process.stdin, output: process.stderr })
      : answersPrompter(options.answers, readAnswersFile(options.answers));
  const { answers, secrets } = await askAll(await setupQuestions(root(), environment), {}, prompter);
  const stop = new AbortController();
  const aws = openAws(options.region);
  try {
    const host = {
      notify: (event: SetupEvent) => tell(event, terminal),
      now: () => new Date(),
      pause: (milliseconds: number) => pause(milliseconds, undefined, { signal: stop.signal }),
      signal: stop.signal,
    };
    const context = { root: root(), environment, answers, secrets, aws, accountId: "", host };
    const planned = await planSetup(STEPS, context);
    for (const line of planLines(planned)) terminal.err(line);
    if (options.dryRun === true) return;
    await runSetup(STEPS, context);
    exit(EXIT.fine);
  } finally {
    aws.close();
  }
}

function planLines(planned: readonly PlannedStep[]): readonly string[] {
  return planned.flatMap(({ prepared }) =>
    prepared.changes.map(({ action, what, detail }) => `${action} ${what}${detail === undefined ? "" : `: ${detail}`}`),
  );
}

function tell(event: SetupEvent, terminal: Terminal): void {
  if (event.code === "step-started") terminal.err(event.data.title);
  if (event.code === "waiting" || event.code === "note") terminal.err(`  ${event.data.message}`);
}
