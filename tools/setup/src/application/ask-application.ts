import { readShownOutputs } from "@strata/rollout";
import { type Environment, StrataError } from "@strata/shared-config";
import { type Answered, askAll, type Known, NOTHING_KNOWN } from "../ask/ask-all.ts";
import type { Prompter } from "../ask/prompter.ts";
import type { Question } from "../ask/question.ts";
import { CREDENTIAL_TESTS_VARIABLE, credentialAddress } from "../credentials/credential-address.ts";
import { type TriedCredential, tryCredentials } from "../credentials/try-credentials.ts";
import type { SetupContext } from "../steps/step.ts";
import { type ApplicationFacts, answersOf, readFacts } from "./application-facts.ts";
import { applicationQuestions } from "./application-questions.ts";
import { resolveFacts } from "./file-step.ts";
import { keyQuestion } from "./group-states.ts";
import { openApplication } from "./open-application.ts";
import { questionScope } from "./question-scope.ts";
import type { ReadOutputs } from "./read-sources.ts";

/** What the questions of an application need. */
export interface ApplicationAsk extends Pick<SetupContext, "root" | "environment" | "aws" | "host"> {
  readonly prompter: Prompter;
  readonly known: Known;
  /** Whether the set-up is going to deploy: outputs that are not there yet are then waited for, and not asked. */
  readonly deploys: boolean;
  /** The environment as it is going to be, where its file does not say so yet. @default - as its file says */
  readonly planned?: Environment;
  /** @default - of the stacks, secrets in clear */
  readonly readOutputs?: ReadOutputs;
}

/**
 * Asks what the application's environment file needs and nothing gives, and tries out the credentials that were given. One
 * that is refused is asked for again.
 *
 * @returns undefined for an environment without an application's file
 * @throws StrataError CREDENTIAL_REFUSED where the same refused value is given again: an answers file has no other
 */
export async function askApplication(ask: ApplicationAsk): Promise<Answered | undefined> {
  const open = openApplication(ask.root, ask.environment, ask.planned);
  if (open === undefined) return undefined;
  const facts = await readFacts(open, ask, ask.readOutputs ?? readShownOutputs);
  const questions = applicationQuestions(questionScope(facts, ask.deploys));
  let answered = await askAll(questions, ask.known, ask.prompter);
  for (let fresh = givenKeys(facts, answered); ; ) {
    const tried = await tryGiven(facts, answered, fresh, ask);
    for (const { message } of tried.filter(({ verdict }) => verdict !== "good")) note(ask, message);
    const refused = new Set(tried.flatMap(({ verdict, keys }) => (verdict === "bad" ? keys : [])));
    const again = questions.filter(({ id }) => [...refused].some((key) => id === keyQuestion(key) && fresh.has(key)));
    if (again.length === 0) return answered;
    const next = merged(answered, await askAll(again.map(plain), NOTHING_KNOWN, ask.prompter));
    const before = answersOf(facts.application, answered.answers, answered.secrets);
    const after = answersOf(facts.application, next.answers, next.secrets);
    if ([...refused].every((key) => before.get(key) === after.get(key))) throw refusedAgain(tried);
    fresh = new Set([...refused].filter((key) => after.has(key)));
    answered = next;
  }
}

/** A question that is asked again, whatever was answered before it. */
function plain(question: Question): Question {
  const { when: _asked, ...rest } = question;
  return rest;
}

function merged(first: Answered, then: Answered): Answered {
  return { answers: { ...first.answers, ...then.answers }, secrets: new Map([...first.secrets, ...then.secrets]) };
}

function givenKeys({ application }: ApplicationFacts, { answers, secrets }: Answered): ReadonlySet<string> {
  return new Set(answersOf(application, answers, secrets).keys());
}

async function tryGiven(
  facts: ApplicationFacts,
  { answers, secrets }: Answered,
  fresh: ReadonlySet<string>,
  { host }: ApplicationAsk,
): Promise<readonly TriedCredential[]> {
  const address = credentialAddress(process.env[CREDENTIAL_TESTS_VARIABLE]);
  if (address === undefined) return [];
  const { rows } = resolveFacts(facts, answers, secrets);
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  return tryCredentials(facts.application, values, fresh, { address, now: host.now });
}

function note({ host }: ApplicationAsk, message: string): void {
  host.notify({ code: "note", data: { step: "credentials", message } });
}

function refusedAgain(tried: readonly TriedCredential[]): StrataError {
  const bad = tried.filter(({ verdict }) => verdict === "bad");
  return new StrataError("CREDENTIAL_REFUSED", bad.map(({ message }) => message).join("; "), {
    hint: `give another value: ${bad.flatMap(({ keys }) => keys.map(keyQuestion)).join(", ")}`,
    fault: "user",
  });
}
