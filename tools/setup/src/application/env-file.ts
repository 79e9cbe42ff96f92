import { type Application, DISABLED, StrataError } from "@strata/shared-config";
import { envLine } from "./env-line.ts";
import { type Example, keysOf } from "./example-file.ts";

/** What comes before the keys of an existing file that nobody asked for. */
const KEPT = "# Kept from the file as it was; Strata does not know these:";

/** The keys of an existing file that the application does not have, in their order. */
export function unknownKeys(example: Example, existing: ReadonlyMap<string, string>): readonly string[] {
  const known = new Set(keysOf(example));
  return [...existing.keys()].filter((key) => !known.has(key));
}

/**
 * The text of an environment file: the example's comments and order, a value for each key, and at the end what an existing
 * file had besides.
 *
 * @param values by key, each with a value
 * @throws StrataError ENV_UNWRITABLE naming every key whose value the format cannot hold, and no value
 */
export function envFileText(
  application: Application,
  example: Example,
  values: ReadonlyMap<string, string>,
  existing: ReadonlyMap<string, string>,
): string {
  const unwritable: string[] = [];
  const lineOf = (key: string, value: string): string => {
    if (value === DISABLED && application.keys[key]?.off === "comment") return `# ${key}=${DISABLED}`;
    const line = envLine(key, value);
    if (line === undefined) unwritable.push(key);
    return line ?? "";
  };
  const lines = example.map((line) =>
    line.key === undefined ? line.text : lineOf(line.key, values.get(line.key) ?? ""),
  );
  const extra = unknownKeys(example, existing).flatMap((key) => {
    const value = existing.get(key) ?? "";
    return [value === "" ? `${key}=` : lineOf(key, value)];
  });
  if (unwritable.length > 0) throw cannotHold(unwritable);
  return `${[...lines, ...(extra.length === 0 ? [] : ["", KEPT, ...extra])].join("\n")}\n`;
}

function cannotHold(keys: readonly string[]): StrataError {
  return new StrataError(
    "ENV_UNWRITABLE",
    `an environment file cannot hold the value of ${keys.join(", ")}: all kinds of quotes, or a backslash at its end, together with a # or an end of line`,
    { hint: "give it another value, without one of them", fault: "user" },
  );
}
