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

/**
 * What Secrets Manager holds: the keys that its rotation function for PostgreSQL reads, and the URL.
 * Source: Secrets Manager User Guide, "JSON structure of AWS Secrets Manager secrets".
 */
export function databaseSecret(connection: Connection): Readonly<Record<string, string | number>> {
  const { host, port, username, password, database } = connection;
  return { engine: "postgres", host, port, username, password, dbname: database, url: databaseUrl(connection) };
}
