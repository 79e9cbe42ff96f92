import type { Environment, Service } from "@strata/shared-config";

/** Connection data of a database, each part of which a container may be given. */
export type DatabaseTerm = "url" | "host" | "username" | "password";

/** One entry of the secret store, as the environment describes it. */
export type SecretEntry = Environment["data"]["secrets"]["entries"][string];

/** The parts of the database's connection data that some container asks for, sorted. */
export function databaseTerms(environment: Environment): DatabaseTerm[] {
  const terms = references(environment).flatMap((reference) => ("postgres" in reference ? [reference.postgres] : []));
  return [...new Set(terms)].sort();
}

/** Whether some container asks for the cache's URL. */
export function wantsRedis(environment: Environment): boolean {
  return environment.data.redis.mode !== "none" && references(environment).some((reference) => "redis" in reference);
}

/** The entries that are there, at least where an operator has set them. */
export function presentEntries({ data }: Environment): (readonly [key: string, entry: SecretEntry])[] {
  return Object.entries(data.secrets.entries).filter(([, { presence }]) => presence !== "off");
}

/**
 * A URL at another origin: user, path, query and fragment stay.
 * @param url the whole URL
 * @param origin scheme, host and port, such as `http://relay:3000`
 */
export function atOrigin(url: string, origin: string): string {
  const [from, to] = [new URL(url), new URL(origin)];
  const user = from.username === "" ? "" : `${from.username}${from.password === "" ? "" : `:${from.password}`}@`;
  return `${to.protocol}//${user}${to.host}${from.pathname}${from.search}${from.hash}`;
}

/** Everything that any container of a service's tasks reads from the store. */
function references({ services }: Environment): Service["secrets"][string][] {
  return Object.values(services).flatMap(({ secrets, containers, calls }) =>
    [secrets, ...[...Object.values(containers), ...Object.values(calls)].map((one) => one.secrets)].flatMap(
      Object.values<Service["secrets"][string]>,
    ),
  );
}
