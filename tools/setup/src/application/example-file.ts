import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Application, StrataError } from "@strata/shared-config";
import { parse } from "dotenv";

/** A line of an example: a key, or what stands between keys. */
export type ExampleLine =
  | { readonly key: string; readonly initial: string; readonly comment: string }
  | { readonly key: undefined; readonly text: string };

/** The example of an environment file: its lines in order. */
export type Example = readonly ExampleLine[];

/**
 * Reads the example of a product's environment file. A key's comment is the line above it.
 *
 * @throws StrataError ENVIRONMENT_INVALID where its keys are not those of the product
 */
export function readExample(root: string, application: Application): Example {
  const file = join("products", application.example);
  const example = parseExample(readText(root, file));
  const keys = keysOf(example);
  const lacking = Object.keys(application.keys).filter((key) => !keys.includes(key));
  const unknown = keys.filter((key, index) => !Object.hasOwn(application.keys, key) || keys.indexOf(key) !== index);
  if (lacking.length + unknown.length === 0) return example;
  const problems = [
    ...lacking.map((key) => `  ${key} is not in it, or its value has several lines`),
    ...unknown.map((key) => `  ${key} is none of application.keys, or stands there twice`),
  ];
  throw invalid(`${file} has not the keys of its product\n${problems.join("\n")}`, file);
}

/** Takes an example's text apart. What a key is and what its value, dotenv says. */
export function parseExample(text: string): Example {
  const values = parse(text);
  let comment = "";
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line): ExampleLine => {
      const key = /^\s*(?:export\s+)?([\w.-]+)\s*=/.exec(line)?.[1];
      if (key !== undefined && Object.hasOwn(values, key)) {
        const initial = values[key] ?? "";
        return { key, initial, comment };
      }
      comment = line.startsWith("#") ? line.replace(/^#+\s*/, "") : "";
      return { key: undefined, text: line };
    });
}

/** The keys of an example, in order. */
export function keysOf(example: Example): readonly string[] {
  return example.flatMap(({ key }) => (key === undefined ? [] : [key]));
}

function readText(root: string, file: string): string {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch (cause) {
    throw new StrataError("ENVIRONMENT_INVALID", `${file} cannot be read`, {
      hint: "correct application.example in the product's file, or add the file",
      fault: "user",
      cause,
    });
  }
}

function invalid(message: string, file: string): StrataError {
  return new StrataError("ENVIRONMENT_INVALID", message, {
    hint: `correct ${file}, or application.keys in the product's file`,
    fault: "user",
  });
}
