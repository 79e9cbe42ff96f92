/*
 * Credentials for AWS. Order: whoever is signed in already is asked nothing → else why it does not do is told, and how to sign
 * in is asked → what was answered is tried, and so on until STS takes it. Keys stay in the variables of this process, which
 * what it starts inherits, unless their owner wants them kept as a profile.
 */
import { type Caller, readCaller } from "@strata/rollout";
import { type Environment, StrataError } from "@strata/shared-config";
import { execa } from "execa";
import { type Answered, askAll, NOTHING_KNOWN } from "../ask/ask-all.ts";
import type { Prompter } from "../ask/prompter.ts";
import type { SetupHost } from "../setup-host.ts";
import { type AskCaller, wrongAccount } from "./account.ts";
import { findProgram } from "./machine.ts";
import { keepAsProfile, readProfiles } from "./profiles.ts";
import { signInQuestions } from "./sign-in-questions.ts";

/** Who is to be signed in. */
export interface SignIn {
  readonly region: string;
  /** Whose account it has to be. @default - any account will do */
  readonly environment?: Pick<Environment, "name" | "aws">;
  readonly prompter: Prompter;
  readonly host: Pick<SetupHost, "notify" | "signal">;
  /** @default - STS */
  readonly askCaller?: AskCaller;
}

/**
 * Gives whose credentials there are, and asks for others while there are none that do.
 *
 * @throws StrataError what is wrong with them, where nobody can be asked or the same was answered twice; RUN_STOPPED when
 * the person ends it; ACCOUNT_UNREACHABLE
 */
export async function signIn(request: SignIn): Promise<Caller> {
  // What the shell chose; a profile that was answered is not for good.
  const chosen = process.env.AWS_PROFILE || undefined;
  let last: string | undefined;
  for (;;) {
    const tried = await tryCredentials(request);
    if (!(tried instanceof StrataError)) return tried;
    const answered = await askHow(request, tried, chosen);
    const told = JSON.stringify([answered.answers, ...answered.secrets.values()]);
    // A file answers the same each time.
    if (told === last) throw tried;
    last = told;
    await useAnswers(answered, request.host);
  }
}

async function tryCredentials({ region, environment, askCaller = readCaller }: SignIn): Promise<Caller | StrataError> {
  try {
    const caller = await askCaller(region);
    return wrongAccount(environment, caller) ?? caller;
  } catch (error) {
    const isTheirs = error instanceof StrataError && /^CREDENTIALS_/.test(error.code);
    if (isTheirs) return error;
    throw error;
  }
}

async function askHow({ prompter, host }: SignIn, why: StrataError, chosen: string | undefined): Promise<Answered> {
  const { AWS_PROFILE: profile, AWS_ACCESS_KEY_ID: key } = process.env;
  const questions = signInQuestions({
    profiles: await readProfiles(),
    chosen,
    hasCli: findProgram("aws") !== undefined,
  });
  if (questions.length === 0) throw why;
  const whose = profile ? `profile ${profile}: ` : key ? `access key ${key}: ` : "";
  host.notify({ code: "note", data: { step: "sign-in", message: `${whose}${why.message}` } });
  return askAll(questions, NOTHING_KNOWN, prompter);
}

async function useAnswers({ answers, secrets }: Answered, host: SignIn["host"]): Promise<void> {
  const { "aws.ssoProfile": ssoProfile, "aws.profile": profile, "aws.accessKeyId": id } = answers;
  if (ssoProfile !== undefined) await signInToSso(ssoProfile, host);
  const named = ssoProfile ?? profile;
  if (named !== undefined) return useProfile(named);
  if (id === undefined) return;
  const keys = { id, secret: secrets.get("aws.secretAccessKey") ?? "", token: secrets.get("aws.sessionToken") };
  const kept = answers["aws.keepProfile"];
  if (kept !== undefined) {
    await keepAsProfile(kept, keys);
    return useProfile(kept);
  }
  setVariables({
    AWS_ACCESS_KEY_ID: keys.id,
    AWS_SECRET_ACCESS_KEY: keys.secret,
    AWS_SESSION_TOKEN: keys.token,
    AWS_PROFILE: undefined,
  });
}

/** SDKs do not agree on what counts where both keys and a profile are set: one of them goes. */
function useProfile(name: string): void {
  setVariables({
    AWS_PROFILE: name,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SESSION_TOKEN: undefined,
  });
}

function setVariables(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** The AWS CLI opens a browser, and says what to do where it cannot. Whether it worked, STS tells afterwards. */
async function signInToSso(profile: string, { notify, signal }: SignIn["host"]): Promise<void> {
  const options = { stdin: "ignore", all: true, reject: false, cancelSignal: signal } as const;
  const running = execa("aws", ["sso", "login", "--profile", profile], options);
  for await (const message of running.iterable({ from: "all" })) {
    if (message !== "") notify({ code: "note", data: { step: "sign-in", message } });
  }
  await running;
}
