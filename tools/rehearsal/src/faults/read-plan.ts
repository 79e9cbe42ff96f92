import { readFileSync } from "node:fs";
import type { SdkFacts } from "@strata/sdk-facts";
import { optionInvalid, type StrataError } from "@strata/shared-config";
import { LineCounter, parseDocument } from "yaml";
import { checkPlan } from "./check-plan.ts";
import type { FaultPlan } from "./fault.ts";
import { parseFaultWords } from "./fault-words.ts";

/** What was said about faults, on the command line or elsewhere. */
export interface FaultOptions {
  /** A YAML or JSON file. */
  readonly file?: string | undefined;
  /** Faults in their short form; they come after the file's. */
  readonly words: readonly string[];
  /** Wins over the file's. */
  readonly seed?: string | undefined;
}

/**
 * Reads what is to go wrong, and checks it.
 * @returns undefined when nothing is
 * @throws OPTION_INVALID, TYPE_UNKNOWN, with what is allowed
 */
export function readFaultPlan({ file, words, seed }: FaultOptions, facts: SdkFacts): FaultPlan | undefined {
  const read = file === undefined ? undefined : readPlanFile(file, facts);
  const typed = words.map((text) => {
    const { faults } = checkPlan({ faults: [parseFaultWords(text)] }, () => `--fault "${text}"`, facts);
    return faults;
  });
  const faults = [...(read?.faults ?? []), ...typed.flat()];
  return faults.length === 0 ? undefined : { seed: seed ?? read?.seed ?? 0, faults };
}

function readPlanFile(file: string, facts: SdkFacts): FaultPlan {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw unreadable(file, error.message);
  const placeOf = (path: readonly PropertyKey[]): string => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const start = startOf(node);
      if (start !== undefined) return `${file}:${lines.linePos(start).line}`;
    }
    return file;
  };
  return checkPlan(document.toJS(), placeOf, facts);
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === "number" ? start : undefined;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(file: string, why: string): StrataError {
  return optionInvalid(
    `the file of faults ${file} cannot be read: ${why}`,
    "give a YAML or JSON file with a list `faults`: strata rehearse faults --schema",
  );
}
