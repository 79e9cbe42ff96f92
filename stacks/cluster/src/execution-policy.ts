import type * as aws from "@pulumi/aws";
import type { Place } from "@strata/iam";
import type { Environment } from "@strata/shared-config";

/**
 * What ECS may read for a container before it starts: the secrets below the environment's path, and no other. The
 * keys that encrypt them are AWS's own for the store, which need no permission of their own.
 */
export function secretsPolicy(
  secrets: Pick<Environment["data"]["secrets"], "store" | "path">,
  place: Place,
): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", ...readable(secrets, place) }],
  };
}

function readable(
  { store, path }: Pick<Environment["data"]["secrets"], "store" | "path">,
  { region, accountId }: Place,
): { readonly Action: string; readonly Resource: string } {
  if (store === "ssm") {
    return { Action: "ssm:GetParameters", Resource: `arn:aws:ssm:${region}:${accountId}:parameter${path}/*` };
  }
  // The name of a secret begins with no slash, unlike that of a parameter.
  const name = path.slice(1);
  return {
    Action: "secretsmanager:GetSecretValue",
    Resource: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}/*`,
  };
}
