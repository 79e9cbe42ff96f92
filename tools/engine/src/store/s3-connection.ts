import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { S3Url } from "./s3-url.ts";

/** The sign-in that a URL asks for; what it leaves open the SDK finds as every AWS tool does. */
export type S3SignIn = Pick<S3ClientConfig, "region" | "profile" | "credentials">;

/**
 * Tries of one request. A network that loses 3 of 10 requests fails 8 in a row once in 15,000; the SDK's own 3 would fail
 * one request in 37.
 */
export const ATTEMPTS = 8;

/** Region, profile and role of a URL, for any service of the same account. */
export async function signInOf({ region, profile, role }: S3Url): Promise<S3SignIn> {
  const chosen = { ...(region === undefined ? {} : { region }), ...(profile === undefined ? {} : { profile }) };
  if (role === undefined) return chosen;
  const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
  return { ...chosen, credentials: fromTemporaryCredentials({ params: { RoleArn: role }, clientConfig: chosen }) };
}

/** How the state's objects are reached, as the engine itself reaches them. */
export async function connectionOf(url: S3Url): Promise<S3ClientConfig> {
  return {
    ...(await signInOf(url)),
    ...(url.endpoint === undefined ? {} : { endpoint: url.endpoint }),
    // Stores other than AWS refuse the checksums that newer SDKs add; the engine leaves them out there too.
    ...(url.endpoint === undefined ? {} : { requestChecksumCalculation: "WHEN_REQUIRED" as const }),
    ...(url.anonymous ? { signer: { sign: async (request) => request } } : {}),
    forcePathStyle: url.pathStyle,
    tls: !url.plainHttp,
    useDualstackEndpoint: url.dualStack,
    useFipsEndpoint: url.fips,
    useAccelerateEndpoint: url.accelerate,
    maxAttempts: ATTEMPTS,
  };
}
