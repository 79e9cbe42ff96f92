import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { members } from "@strata/shared-config/layer";
import { resolveSecrets, type SecretTerm, secretTerms } from "./secret-plan.ts";
import { readSecretsPolicy } from "./secret-policy.ts";
import { variablesOf, variablesOfContainer } from "./variables.ts";

export interface SecretAccessArgs {
  readonly environment: Environment;
  /** What `valueFrom` of a container's secret says, by term. */
  readonly secretReferences: pulumi.Output<Readonly<Record<string, string>>>;
  /** Name of the role that ECS reads secrets with. */
  readonly executionRoleName: pulumi.Output<string>;
}

/** Lets ECS read what the environment's containers ask for; a task waits for it. Undefined where they ask for nothing. */
export function allowSecrets(args: SecretAccessArgs): aws.iam.RolePolicy | undefined {
  const terms = termsOf(args.environment);
  if (terms.length === 0) return undefined;
  const asked = members(
    args.secretReferences,
    terms.map(({ term }) => term),
  );
  const policy = asked.apply((references) =>
    JSON.stringify(readSecretsPolicy(resolveSecrets(terms, references).map(({ valueFrom }) => valueFrom))),
  );
  return new aws.iam.RolePolicy("read-secrets", { name: "read-secrets", role: args.executionRoleName, policy });
}

function termsOf(environment: Environment): SecretTerm[] {
  return Object.values(environment.services).flatMap((service) =>
    [
      variablesOf(service),
      ...Object.values(service.containers).map((container) => variablesOfContainer(service, container)),
    ].flatMap((variables) => secretTerms(variables, environment)),
  );
}
