import { type Caller, checkCaller, expiryWarning, readCaller } from "@strata/rollout";
import { type Environment, StrataError } from "@strata/shared-config";
import { advice, type Finding, problem } from "./finding.ts";

/** Asks whose credentials these are; throws CREDENTIALS_MISSING, CREDENTIALS_EXPIRED or ACCOUNT_UNREACHABLE. */
export type AskCaller = (region: string) => Promise<Caller>;

/** Whose credentials there are, and what is wrong with them. */
export interface CheckedAccount {
  readonly caller: Caller | undefined;
  readonly findings: readonly Finding[];
}

/** Asks STS for the caller, and holds it against the environment's account. */
export async function checkAccount(
  region: string,
  environment: Pick<Environment, "name" | "aws"> | undefined,
  now: Date,
  ask: AskCaller = readCaller,
): Promise<CheckedAccount> {
  try {
    const caller = await ask(region);
    const wrong = wrongAccount(environment, caller);
    const ending = expiryWarning(caller, now, undefined);
    return {
      caller,
      findings: [
        ...(wrong === undefined ? [] : [problem("account", wrong.message, wrong.hint)]),
        ...(ending === undefined ? [] : [advice("credentials", ending, "aws sso login")]),
      ],
    };
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    return { caller: undefined, findings: [problem("credentials", error.message, error.hint)] };
  }
}

/** The error for credentials of another account than the environment's; undefined for the right ones. */
export function wrongAccount(
  environment: Pick<Environment, "name" | "aws"> | undefined,
  caller: Caller,
): StrataError | undefined {
  if (environment === undefined) return undefined;
  try {
    checkCaller(environment, caller);
    return undefined;
  } catch (error) {
    if (error instanceof StrataError) return error;
    throw error;
  }
}
