import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import type { SetupParts } from "../setup/setup-flow.ts";
import type { SetupOptions } from "../setup/setup-options.ts";

/**
 * `strata setup [environment]`: from an empty account to a running environment.
 * @param parts what it asks and does
 */
export function setupCommand(program: Command, context: CommandContext, parts = ownParts): void {
  program
    .command("setup")
    .description("bring an environment from nothing to running: state, stacks, domain, deploy, migrations, settings")
    .argument("[environment]", "its file is made where there is none (default: a choice of those that exist)")
    .option("--answers <file>", "answers as YAML, in place of questions")
    .option("--print-answers", "print an answers file to start from, and change nothing")
    .option("--yes", "do what the plan says without asking")
    .option("--dry-run", "print the plan, and change nothing")
    .option("--json", "print the plan as JSON, and what happens as a JSON line for each event")
    .option("--skip-deploy", "deploy nothing: the answer deploy.run is no")
    .action(async (environment: string | undefined, options: SetupOptions) => {
      if (options.printAnswers === true) return printAnswers(environment, await parts(), context);
      const { setupFlow } = await import("../setup/setup-flow.ts");
      return setupFlow(environment, options, await parts(), context);
    });
}

async function ownParts(): Promise<SetupParts> {
  const { openSetup, readChecklist, setupQuestions, STEPS } = await import("@strata/setup");
  return { questions: setupQuestions, steps: STEPS, open: openSetup, checklist: (context) => readChecklist(context) };
}

async function printAnswers(
  environment: string | undefined,
  { questions }: SetupParts,
  { terminal, root }: CommandContext,
): Promise<void> {
  const { answersTemplate, readFacts, readRemembered, requireEnvironmentName } = await import("@strata/setup");
  const name = environment ?? "";
  requireEnvironmentName(root(), name);
  const { answers } = readRemembered(root(), name);
  terminal.out(answersTemplate(await questions(readFacts(root(), name)), answers));
}
