import type { Application } from "@strata/shared-config";

/** Keys of an AWS user, as this process was given them. */
export type AwsVariables = Readonly<
  Partial<Record<"AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN" | "AWS_PROFILE", string>>
>;

/**
 * What follows from AWS, by key of the application. A user's keys are taken only where they last: with a session token they
 * end within hours, and with a profile they are not what is used.
 *
 * @param variables of the process
 */
export function awsValues(
  application: Application,
  region: string,
  variables: AwsVariables,
): ReadonlyMap<string, string> {
  const lasting = [variables.AWS_SESSION_TOKEN, variables.AWS_PROFILE].every((value) => (value ?? "") === "");
  const known = {
    region,
    s3Endpoint: s3Endpoint(region),
    accessKeyId: lasting ? variables.AWS_ACCESS_KEY_ID : undefined,
    secretAccessKey: lasting ? variables.AWS_SECRET_ACCESS_KEY : undefined,
  };
  return new Map(
    Object.entries(application.keys).flatMap(([key, { aws }]) => {
      const value = aws === undefined ? undefined : known[aws];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** Source: AWS General Reference, "Amazon Simple Storage Service endpoints and quotas". */
function s3Endpoint(region: string): string {
  return `https://s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}
