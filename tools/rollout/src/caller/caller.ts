import { type Environment, StrataError } from "@strata/shared-config";

/** Whose credentials a rollout uses. */
export interface Caller {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
  /** When the credentials end; undefined for those that do not, and those that do not say. */
  readonly expiresAt: Date | undefined;
}

/** Refuses credentials of another account than the environment's. Throws ACCOUNT_WRONG. */
export function checkCaller({ name, aws }: Pick<Environment, "name" | "aws">, { account, arn }: Caller): void {
  if (aws.accountId === undefined || aws.accountId === account) return;
  throw new StrataError(
    "ACCOUNT_WRONG",
    `${name} belongs to the account ${aws.accountId}, and these credentials are ${arn}, of ${account}`,
    {
      hint: `choose other credentials (AWS_PROFILE, aws sso login), or correct aws.accountId in environments/${name}.yaml`,
      fault: "user",
    },
  );
}

/**
 * What to say of credentials that may end before the run does; nothing where there is time enough.
 *
 * @param lastMs how long the last such run took, in milliseconds; undefined where none is known
 */
export function expiryWarning({ expiresAt }: Caller, now: Date, lastMs: number | undefined): string | undefined {
  if (expiresAt === undefined) return undefined;
  const left = expiresAt.getTime() - now.getTime();
  const needed = lastMs ?? UNKNOWN_RUN_MS;
  if (left > needed * MARGIN) return undefined;
  const known =
    lastMs === undefined ? "how long this run takes is not known" : `the last such run took ${minutes(lastMs)}`;
  return `the credentials end in ${minutes(left)}, and ${known}: renew them first (aws sso login, or assume the role again)`;
}

/** A first deployment with a database takes a quarter of an hour, and a busy account twice that. */
const UNKNOWN_RUN_MS = 30 * 60_000;

/** A run may be slower than its last one. */
const MARGIN = 1.5;

function minutes(milliseconds: number): string {
  return `${Math.max(0, Math.round(milliseconds / 60_000))} min`;
}
