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
}

/** The secrets that a service's container asks for, sorted by variable; one of Redis is left out where there is none. */
export function secretTerms({ secrets }: Pick<Service, "secrets">, { data }: Pick<Environment, "data">): SecretTerm[] {
  return Object.entries(secrets)
    .flatMap(([name, reference]) => Object.entries(reference).map(([kind, part]) => ({ name, kind, part })))
    .filter(({ kind }) => kind !== "redis" || data.redis.mode !== "none")
    .map(({ name, kind, part }) => ({ name, term: `${kind}.${part}` }))
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
  return terms.map(({ name, term }) => ({
    name,
    valueFrom: present(references[term], "data", `secret ${term}, which ${name} is to be read from`),
  }));
}
