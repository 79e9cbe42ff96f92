import * as pulumi from "@pulumi/pulumi";
import { StrataError } from "../errors.ts";
import { isRehearsal, rehearsalSecret } from "./rehearsal.ts";

/** Paths that hold a secret: only `pulumi config set --secret strata:<path>` gives them a value. */
export const SECRET_PATHS = ["data.postgres.password"] as const;
export type SecretPath = (typeof SECRET_PATHS)[number];

/** Shortest password that passes. NIST SP 800-63B asks for 15 where a password stands alone; so does this. */
const SHORTEST_PASSWORD = 15;
/** Characters that RDS does not take in a master password. Source: Amazon RDS API Reference, CreateDBInstance. */
const FORBIDDEN = /[/"@\s]|[^\x21-\x7e]/;
const PLACEHOLDER = /change.?me|password|passwort|secret|example|placeholder|your[-_ ]|12345|qwerty/i;

/**
 * A secret of the stack's config.
 * @throws StrataError SECRET_MISSING naming the path and the command that sets it; ENVIRONMENT_INVALID for a weak one
 */
export function readSecret(layer: string, environment: string, path: SecretPath): pulumi.Output<string> {
  const command = `cd stacks/${layer} && pulumi config set --secret strata:${path} -s ${environment}`;
  const config = new pulumi.Config("strata");
  const value = config.getSecret(path);
  if (value !== undefined) return value.apply((password) => requireStrong(path, password, command));
  if (isRehearsal()) return pulumi.secret(rehearsalSecret(environment, path));
  throw new StrataError("SECRET_MISSING", `${layer} of ${environment} needs the secret strata:${path}`, {
    hint: command,
    fault: "user",
  });
}

function requireStrong(path: string, password: string, command: string): string {
  const problem = weakness(password);
  if (problem === undefined) return password;
  throw new StrataError("ENVIRONMENT_INVALID", `strata:${path} ${problem}`, { hint: command, fault: "user" });
}

/** What is weak about a password, in words that do not repeat it; undefined for a strong one. */
export function weakness(password: string): string | undefined {
  if (password.length < SHORTEST_PASSWORD) {
    return `has ${password.length} characters; it needs at least ${SHORTEST_PASSWORD}`;
  }
  if (password.length > 128) return `has ${password.length} characters; RDS takes at most 128`;
  if (FORBIDDEN.test(password))
    return "has a character that RDS refuses: a slash, a quote, an at sign, a space or no ASCII";
  if (PLACEHOLDER.test(password)) return "reads like a placeholder";
  const distinct = new Set(password).size;
  return distinct < 8 ? `has ${distinct} different characters; it needs at least 8` : undefined;
}
