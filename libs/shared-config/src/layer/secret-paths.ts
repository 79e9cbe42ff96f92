import type { Environment } from "../resolve.ts";

/** What a secret of the stack's config has to look like. */
export type SecretShape = "password" | "text" | "url" | "secretArn" | "uuid" | Readonly<Record<string, "text" | "url">>;

/** Paths that hold a secret: only `pulumi config set --secret strata:<path>` gives them a value. */
export type SecretPath =
  | "data.postgres.password"
  | "data.postgres.url"
  | `data.secrets.entries.${string}.${"value" | "arn"}`
  | `edge.router.backends.${string}.tunnelId`;

/** The paths as people read them, each with its shape. */
const SHAPES: readonly (readonly [pattern: string, shape: (environment: Environment, key: string) => SecretShape])[] = [
  ["data.postgres.password", () => "password"],
  ["data.postgres.url", () => "url"],
  ["data.secrets.entries.*.value", ({ data }, key) => data.secrets.entries[key]?.json ?? "text"],
  ["data.secrets.entries.*.arn", () => "secretArn"],
  ["edge.router.backends.*.tunnelId", () => "uuid"],
];

/** Plain settings that may stand in the stack's config as a secret all the same, for people who count them as such. */
export const MAYBE_SECRET_PATHS: readonly string[] = ["cluster.loadBalancer.https.certificateArn"];

/** The paths that hold secrets, a star for a key of one's own. */
export const SECRET_PATTERNS: readonly string[] = SHAPES.map(([pattern]) => pattern);

/** Whether a path holds a secret. */
export function isSecretPath(path: string): path is SecretPath {
  return shapeFor(path) !== undefined;
}

/** What the secret at a path looks like in an environment. */
export function shapeOf(environment: Environment, path: SecretPath): SecretShape {
  const found = shapeFor(path);
  return found === undefined ? "text" : found.shape(environment, found.key);
}

function shapeFor(path: string) {
  for (const [pattern, shape] of SHAPES) {
    const [before = "", after = ""] = pattern.split("*");
    if (!pattern.includes("*") ? path === pattern : path.startsWith(before) && path.endsWith(after)) {
      return { shape, key: path.slice(before.length, path.length - after.length) };
    }
  }
  return undefined;
}
