import type { Environment, Service } from "@strata/shared-config";
import { present } from "@strata/shared-config/layer";

/** A variable that ECS fills from the secret store when it starts the container. */
export interface ContainerSecret {
  readonly name: string;
  readonly valueFrom: string;
}

/** A variable and the term that the data layer's references know its secret by, such as `postgres.url`. */
export interface SecretTerm {
  readonly name: string;
  readonly term: string;
  /** Key of the JSON object that the secret is. */
  readonly key?: string;
}

/** The secrets that a container asks for, sorted by variable; one of Redis is left out where there is none. */
export function secretTerms({ secrets }: Pick<Service, "secrets">, { data }: Pick<Environment, "data">): SecretTerm[] {
  return Object.entries(secrets)
    .filter(([, reference]) => !("redis" in reference) || data.redis.mode !== "none")
    .map(([name, reference]) => ({ name, ...termOf(reference) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * The secrets with what ECS reads them from.
 * @param references of the data layer, by term
 * @throws StrataError CONTRACT_BROKEN for a term that the data layer does not have (yet)
 */
export function resolveSecrets(
  terms: readonly SecretTerm[],
  references: Readonly<Record<string, string>>,
): ContainerSecret[] {
  return terms.map(({ name, term, key }) => {
    const reference = present(references[term], "data", `secret ${term}, which ${name} is to be read from`);
    return { name, valueFrom: key === undefined ? reference : jsonKey(reference, key) };
  });
}

/** Source: Amazon ECS Developer Guide, "Pass Secrets Manager secrets through environment variables". */
function jsonKey(arn: string, key: string): string {
  return `${arn}:${key}::`;
}

function termOf(reference: Service["secrets"][string]): Pick<SecretTerm, "term" | "key"> {
  if ("postgres" in reference) return { term: `postgres.${reference.postgres}` };
  if ("redis" in reference) return { term: `redis.${reference.redis}` };
  const { secret, key } = reference;
  return { term: `secret.${secret}`, ...(key === undefined ? {} : { key }) };
}
