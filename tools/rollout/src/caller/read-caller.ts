import { StrataError } from "@strata/shared-config";
import type { Caller } from "./caller.ts";

/** Errors of AWS that mean that a session is over. Source: IAM User Guide, "Troubleshoot temporary credentials"; STS API. */
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired|SSOTokenProviderFailure)$/;

/** Errors that mean that there are no usable credentials. Source: STS API, "Common Errors"; AWS SDK for JavaScript v3. */
const UNUSABLE = /^(CredentialsProviderError|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException)$/;

/**
 * Asks STS whose credentials the environment variables, profiles and roles of this machine give.
 *
 * @throws StrataError CREDENTIALS_EXPIRED, CREDENTIALS_MISSING, or ACCOUNT_UNREACHABLE when STS does not answer
 */
export async function readCaller(region: string): Promise<Caller> {
  // Loaded here: a reader of the graph needs none of it.
  const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient({ region });
  try {
    const { Account: account = "", Arn: arn = "" } = await client.send(new GetCallerIdentityCommand({}));
    const { expiration } = await client.config.credentials();
    return { account, arn, expiresAt: expiration };
  } catch (cause) {
    throw callerError(region, cause);
  } finally {
    client.destroy();
  }
}

function callerError(region: string, cause: unknown): StrataError {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  const next = "aws sso login, or set AWS_PROFILE; to see who you are: aws sts get-caller-identity";
  if (EXPIRED.test(name) || /expired/i.test(message)) {
    const text = `the AWS credentials have expired: ${message}`;
    return new StrataError("CREDENTIALS_EXPIRED", text, { hint: next, fault: "user", cause });
  }
  if (UNUSABLE.test(name)) {
    const text = `there are no AWS credentials that ${region} accepts: ${message}`;
    return new StrataError("CREDENTIALS_MISSING", text, { hint: next, fault: "user", cause });
  }
  return new StrataError("ACCOUNT_UNREACHABLE", `AWS (STS in ${region}) does not answer: ${name}: ${message}`, {
    hint: `check the network and the region, then: aws sts get-caller-identity --region ${region}`,
    fault: "environment",
    cause,
  });
}
