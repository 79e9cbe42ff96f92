import type { z } from "zod";
import { StrataError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Source } from "./source.ts";
import { isTree, valueAt } from "./tree.ts";

/** Something that is wrong with a value of an environment. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  /** What is wrong and what is allowed. */
  readonly message: string;
}

/** What zod found, as problems: one for each unknown key, unions told by their most specific branch. */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  keysAt: (path: readonly PropertyKey[]) => string[],
): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => ({
          path: [...issue.path, key],
          message: `unknown key${didYouMean(key, keysAt(issue.path))}`,
        }));
      case "invalid_value":
        return [
          {
            path: issue.path,
            message: `must be one of: ${issue.values.map(String).join(", ")}${suggestion(issue.input, issue.values)}`,
          },
        ];
      case "invalid_union": {
        // The branch that fails deepest is the one that was meant.
        const branches = issue.errors.map((branch) =>
          branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
        );
        const depth = (branch: readonly z.core.$ZodIssue[]) => Math.max(...branch.map((inner) => inner.path.length));
        const [deepest] = branches.sort((a, b) => depth(b) - depth(a) || a.length - b.length);
        return deepest === undefined ? [{ path: issue.path, message: issue.message }] : problemsOf(deepest, keysAt);
      }
      default:
        return [{ path: issue.path, message: lowerFirst(issue.message) }];
    }
  });
}

function suggestion(input: unknown, values: readonly z.core.util.Primitive[]): string {
  return typeof input === "string" ? didYouMean(input, values.map(String)) : "";
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/**
 * The error for all problems of an environment, each with the file and line of the source that won.
 * @param sources strongest first
 */
export function invalidEnvironment(
  name: string,
  problems: readonly Problem[],
  sources: readonly Source[],
): StrataError {
  const lines = problems.map(({ path, message }) => {
    const source = sourceOf(path, sources);
    const line = source?.lineOf(path);
    const place = source === undefined ? `environments/${name}.yaml` : source.label;
    const value = source === undefined ? undefined : valueAt(source.tree, path);
    const shown = value === undefined || isTree(value) ? "" : ` = ${shorten(JSON.stringify(value))}`;
    return `  ${place}${line === undefined ? "" : `:${line}`} ${path.map(String).join(".")}${shown}: ${message}`;
  });
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new StrataError("ENVIRONMENT_INVALID", `${name} has ${count}\n${lines.join("\n")}`, {
    hint: `correct the file, then: strata config validate ${name}`,
    fault: "user",
  });
}

/** The strongest source that has the path; for a path that none has, the one with the longest part of it. */
function sourceOf(path: readonly PropertyKey[], sources: readonly Source[]): Source | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const found = sources.find((source) => valueAt(source.tree, path.slice(0, length)) !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
