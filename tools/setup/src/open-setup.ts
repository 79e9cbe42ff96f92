import { type Environment, StrataError, valueAt } from "@strata/shared-config";
import { treeOfText } from "@strata/shared-config/edit";
import { askApplication } from "./application/ask-application.ts";
import type { Answered, Known } from "./ask/ask-all.ts";
import type { Prompter } from "./ask/prompter.ts";
import type { Answers } from "./ask/question.ts";
import { openAws } from "./aws/aws.ts";
import { settingId } from "./environment/draft.ts";
import { type EnvironmentPlace, readEnvironmentFile } from "./environment/environment-file.ts";
import { environmentReader } from "./environment/environment-so-far.ts";
import { plannedEnvironment } from "./environment/planned-environment.ts";
import { type SignIn, signIn } from "./preflight/sign-in.ts";
import type { SetupContext } from "./steps/step.ts";

/** What is to be set up, and who answers what is still open. */
export interface SetupRequest extends Pick<SetupContext, "root" | "environment" | "host"> {
  /** Answers to `setupQuestions`. */
  readonly answered: Answered;
  /** What an earlier run was told, for the questions that come now. */
  readonly known: Known;
  readonly prompter: Prompter;
}

/**
 * Signs in, and asks what depends on the account and on the environment as it is going to be: what the application's file
 * needs. Changes nothing.
 *
 * @throws what `signIn`, `plannedEnvironment` and `askApplication` throw
 */
export async function openSetup(request: SetupRequest): Promise<SetupContext> {
  const { root, environment, host, prompter, answered, known } = request;
  const { answers } = answered;
  const soFar = environmentReader(request)(answers);
  const region = soFar?.aws.region ?? regionOf(answers, environment);
  const { account: accountId } = await signIn({ region, prompter, host, ...whose(request, soFar) });
  const aws = openAws(region);
  try {
    const planned = plannedEnvironment({ root, environment, answers, accountId }).environment;
    const deploys = answers["deploy.run"] !== "no";
    const more = await askApplication({ root, environment, aws, host, prompter, known, deploys, planned });
    return {
      root,
      environment,
      host,
      aws,
      accountId,
      answers: { ...answers, ...more?.answers },
      secrets: new Map([...answered.secrets, ...(more?.secrets ?? [])]),
    };
  } catch (error) {
    aws.close();
    throw error;
  }
}

/** Whose account it has to be, where the environment's file says so. */
function whose(place: EnvironmentPlace, environment: Environment | undefined): Pick<SignIn, "environment"> {
  const named = valueAt(treeOfText(readEnvironmentFile(place) ?? ""), ["aws", "accountId"]);
  return named === undefined || environment === undefined ? {} : { environment };
}

function regionOf(answers: Answers, environment: string): string {
  const region = answers[settingId("aws.region")];
  if (region !== undefined && region !== "") return region;
  throw new StrataError("ANSWER_MISSING", `${environment} has no file yet, and no region was chosen for it`, {
    hint: `answer ${settingId("aws.region")}`,
    fault: "user",
  });
}
