import type { Environment } from "@strata/shared-config";

/** Connection data of a database, each part of which a container may be given. */
export type DatabaseTerm = "url" | "host" | "username" | "password";

/** How an entry of the secret store is called, by its key: a path of SSM, a name of Secrets Manager. */
export function secretName({ data }: Environment, key: string): string {
  const { store, path } = data.secrets;
  return store === "ssm" ? `${path}/${key}` : `${path.slice(1)}/${key}`;
}

/** The parts of the database's connection data that some service asks for, sorted. */
export function databaseTerms({ services }: Environment): DatabaseTerm[] {
  const terms = Object.values(services).flatMap(({ secrets }) =>
    Object.values(secrets).flatMap((reference) => ("postgres" in reference ? [reference.postgres] : [])),
  );
  return [...new Set(terms)].sort();
}

/** Whether some service asks for the cache's URL. */
export function wantsRedis({ services, data }: Environment): boolean {
  if (data.redis.mode === "none") return false;
  return Object.values(services).some(({ secrets }) =>
    Object.values(secrets).some((reference) => "redis" in reference),
  );
}

/** Where and as whom a client connects. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** A connection string for libpq and its kin; RDS refuses connections without TLS from PostgreSQL 15 on. */
export function databaseUrl({ host, port, username, password, database }: Connection): string {
  const user = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`;
  return `postgresql://${user}@${host}:${port}/${database}?sslmode=require`;
}

/** What Secrets Manager holds: the keys that its rotation function for PostgreSQL reads, and the URL. */
export function databaseSecret(connection: Connection): Readonly<Record<string, string | number>> {
  const { host, port, username, password, database } = connection;
  return { engine: "postgres", host, port, username, password, dbname: database, url: databaseUrl(connection) };
}
