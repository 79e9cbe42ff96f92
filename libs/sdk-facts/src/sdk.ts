import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type FunctionFacts, readFunction } from "./function-facts.ts";
import { type NestedTypes, openNestedTypes } from "./nested-types.ts";
import { type ResourceFacts, readResource } from "./resource-facts.ts";
import type { Properties } from "./shape.ts";
import { readTaggable } from "./taggable.ts";
import { findModule, parseToken, type Token } from "./token.ts";

/** The facts of the installed SDKs, each read once and kept. A token that no installed SDK has gives undefined. */
export interface SdkFacts {
  readonly resource: (token: string) => ResourceFacts | undefined;
  readonly function: (token: string) => FunctionFacts | undefined;
  /** Whether the type has an input `tags` that is a map. Cheap (one file, no parser): for a stack's start. */
  readonly taggable: (token: string) => boolean | undefined;
  /** The properties of a nested object: package `aws`, name `ec2.SecurityGroupEgress`. */
  readonly members: (packageName: string, name: string) => Properties | undefined;
  /** The installed version of a package's SDK. */
  readonly version: (packageName: string) => string | undefined;
}

interface Located {
  readonly path: string;
  readonly token: Token;
}

/**
 * Opens the SDKs as the module `from` would find them.
 * @param from a file URL or an absolute path of a module whose package depends on the SDKs, e.g. `import.meta.url`.
 */
export function openSdkFacts(from: string | URL): SdkFacts {
  const require = createRequire(from);
  const roots = memo((name: string) => findRoot(require, name));
  const locate = memo((token: string): Located | undefined => {
    const parsed = parseToken(token);
    const root = parsed && roots(parsed.package);
    if (parsed === undefined || root === undefined) return undefined;
    const module = findModule(root, parsed);
    return module === undefined ? undefined : { path: join(root, module), token: parsed };
  });
  const nested = memo((name: string): NestedTypes | undefined => {
    const root = roots(name);
    return root === undefined ? undefined : openNestedTypes(root, name);
  });
  return {
    resource: memo((token) => {
      const located = locate(token);
      return located && readResource(located.path, token, located.token);
    }),
    function: memo((token) => {
      const located = locate(token);
      return located && readFunction(located.path, token, located.token);
    }),
    taggable: memo((token) => {
      const located = locate(token);
      return located && readTaggable(`${located.path}.d.ts`, located.token.name);
    }),
    members: (packageName, name) => nested(packageName)?.members(name),
    version: memo((packageName) => {
      const root = roots(packageName);
      return root === undefined ? undefined : readVersion(require, root);
    }),
  };
}

function memo<Value>(read: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    const value = read(key);
    known.set(key, { value });
    return value;
  };
}

function findRoot(require: NodeJS.Require, packageName: string): string | undefined {
  try {
    return dirname(require.resolve(`@pulumi/${packageName}/package.json`));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

function readVersion(require: NodeJS.Require, root: string): string | undefined {
  const manifest: unknown = require(join(root, "package.json"));
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) return undefined;
  return typeof manifest.version === "string" ? manifest.version : undefined;
}
