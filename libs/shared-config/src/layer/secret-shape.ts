import { isTree, type Tree } from "../load/tree.ts";
import type { SecretShape } from "./secret-paths.ts";

/** Shortest password that passes. NIST SP 800-63B asks for 15 where a password stands alone; so does this. */
const SHORTEST_PASSWORD = 15;
/** Characters that RDS does not take in a master password. Source: Amazon RDS API Reference, CreateDBInstance. */
const FORBIDDEN = /[/"@\s]|[^\x21-\x7e]/;
const PLACEHOLDER = /change.?me|password|passwort|secret|example|placeholder|your[-_ ]|12345|qwerty/i;
/** Source: Service Authorization Reference, AWS Secrets Manager, resource type Secret. */
const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is wrong with a secret's value, in words that do not repeat it; undefined where it fits its shape. */
export function misfit(shape: SecretShape, value: string): string | undefined {
  if (typeof shape === "object") return misfitOfJson(shape, value);
  switch (shape) {
    case "password":
      return weakness(value);
    case "text":
      return value.trim() === "" ? "is empty" : undefined;
    case "url":
      return URL.canParse(value) ? undefined : "is no URL";
    case "secretArn":
      return SECRET_ARN.test(value) ? undefined : "is not the ARN of a secret in Secrets Manager";
    case "uuid":
      return UUID.test(value) ? undefined : "is no UUID, such as 01234567-89ab-cdef-0123-456789abcdef";
  }
}

/**
 * A value of a shape that stands in for one that only an operator knows.
 * @param region that an ARN names
 */
export function standIn(shape: SecretShape, text: string, region: string): string {
  if (typeof shape === "object") {
    return JSON.stringify(mapValues(shape, (kind, key) => standIn(kind, `${text}-${key}`, region)));
  }
  const hex = Buffer.from(text).toString("hex").padEnd(64, "0").slice(-32);
  switch (shape) {
    case "url":
      return `https://${hex.slice(0, 16)}@rehearsal.example/1`;
    case "secretArn":
      return `arn:aws:secretsmanager:${region}:123456789012:secret:rehearsal-${hex.slice(0, 6)}`;
    case "uuid":
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    default:
      return text;
  }
}

function misfitOfJson(shape: Readonly<Record<string, "text" | "url">>, value: string): string | undefined {
  const wanted = `a JSON object with the keys ${Object.keys(shape).join(", ")}`;
  const parsed = parseObject(value);
  if (parsed === undefined) return `is not ${wanted}`;
  for (const [key, kind] of Object.entries(shape)) {
    const inner = parsed[key];
    const problem = typeof inner === "string" ? misfit(kind, inner) : "is not there, or no text";
    if (problem !== undefined) return `is not ${wanted}: ${key} ${problem}`;
  }
  const unknown = Object.keys(parsed).filter((key) => !Object.hasOwn(shape, key));
  return unknown.length === 0 ? undefined : `is not ${wanted}: it has ${unknown.join(", ")} too`;
}

function parseObject(text: string): Tree | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isTree(parsed) ? parsed : undefined;
  } catch {
    // Its message would quote the secret.
    return undefined;
  }
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

function mapValues<In>(record: Readonly<Record<string, In>>, map: (value: In, key: string) => string) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
