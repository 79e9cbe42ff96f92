import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, PutParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { type Environment, StrataError } from "@strata/shared-config";
import type { Aws } from "../aws/aws.ts";

/** What is known of a secret without its value. */
export interface ShelvedSecret {
  /** Whether it has a value. */
  readonly filled: boolean;
  /** When it was last written. @default - the store does not say, or it has no value */
  readonly changedAt: Date | undefined;
}

/** Where an environment's secrets are kept for its containers. A name is a name, or an ARN. */
export interface SecretShelf {
  /** The value; undefined where there is none. */
  readonly read: (name: string) => Promise<string | undefined>;
  readonly describe: (name: string) => Promise<ShelvedSecret>;
  /** Throws StrataError SECRET_UNPLACED where the place for it has not been made. */
  readonly put: (name: string, value: string) => Promise<void>;
}

/** The shelf of an environment. */
export async function openShelf(
  aws: Pick<Aws, "secretsManager" | "ssm">,
  { name, data }: Pick<Environment, "name" | "data">,
): Promise<SecretShelf> {
  return data.secrets.store === "ssm" ? parameterShelf(await aws.ssm()) : vaultShelf(await aws.secretsManager(), name);
}

/** SSM Parameter Store. */
export function parameterShelf(ssm: SSMClient): SecretShelf {
  const get = async (name: string, clear: boolean) => {
    const found = await orAbsent(ssm.send(new GetParameterCommand({ Name: nameOf(name), WithDecryption: clear })));
    return found?.Parameter;
  };
  return {
    read: async (name) => (await get(name, true))?.Value,
    describe: async (name) => {
      const found = await get(name, false);
      return { filled: found !== undefined, changedAt: found?.LastModifiedDate };
    },
    put: async (name, value) => {
      const Name = nameOf(name);
      await ssm.send(new PutParameterCommand({ Name, Value: value, Type: "SecureString", Overwrite: true }));
    },
  };
}

/**
 * AWS Secrets Manager. The data layer makes each secret; here it only gets a value.
 * @param environment whose data layer that is, for the message where it has not
 */
export function vaultShelf(vault: SecretsManagerClient, environment: string): SecretShelf {
  return {
    read: async (name) => (await orAbsent(vault.send(new GetSecretValueCommand({ SecretId: name }))))?.SecretString,
    describe: async (name) => {
      const found = await orAbsent(vault.send(new DescribeSecretCommand({ SecretId: name })));
      const filled = Object.values(found?.VersionIdsToStages ?? {}).some((stages) => stages.includes("AWSCURRENT"));
      return { filled, changedAt: filled ? found?.LastChangedDate : undefined };
    },
    put: async (name, value) => {
      const put = await orAbsent(vault.send(new PutSecretValueCommand({ SecretId: name, SecretString: value })));
      if (put !== undefined) return;
      throw new StrataError(
        "SECRET_UNPLACED",
        `there is no secret ${name} in Secrets Manager yet: the data layer makes it`,
        {
          hint: `nx deploy data -c ${environment}`,
          fault: "user",
        },
      );
    },
  };
}

/** The path in a parameter's ARN, which the store's own calls take as a name. */
function nameOf(name: string): string {
  return /^arn:[^:]+:ssm:[^:]*:[^:]*:parameter(\/.+)$/.exec(name)?.[1] ?? name;
}

/** What a store does not have; any other error is one. */
async function orAbsent<Found>(call: Promise<Found>): Promise<Found | undefined> {
  try {
    return await call;
  } catch (error) {
    const { name } = error instanceof Error ? error : { name: "" };
    if (name === "ParameterNotFound" || name === "ResourceNotFoundException") return undefined;
    throw error;
  }
}
