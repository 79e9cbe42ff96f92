import type { Command as Program } from "commander";
import type { Command } from "./read-documents.ts";

/** What commands may be named besides those of `strata`. */
export interface Known {
  readonly program: Program;
  readonly environments: readonly string[];
  readonly targets: readonly string[];
  readonly scripts: readonly string[];
  /** Programs that `pnpm <word>` runs. */
  readonly programs: readonly string[];
}

/** What of Nx itself is used. */
const NX_OWN = ["graph", "reset", "show"];
const PNPM_OWN = ["install", "-s", "run"];

/** What is wrong with a command that a document shows; undefined for a good one. */
export function problemOf({ words, whole }: Command, known: Known): string | undefined {
  const [program, ...rest] = words;
  if (program === "strata") return problemOfStrata(known.program, rest, whole);
  if (program === "nx") return problemOfNx(rest, known);
  const script = rest.find((word) => !PNPM_OWN.includes(word));
  if (script === "strata") return problemOfStrata(known.program, rest.slice(rest.indexOf("strata") + 1), whole);
  if (script === undefined || [...known.scripts, ...known.programs].includes(script)) return undefined;
  return `pnpm has no script ${script}`;
}

function problemOfStrata(program: Program, words: readonly string[], whole: boolean): string | undefined {
  const [first, ...rest] = words;
  const below = program.commands.find((command) => command.name() === first);
  if (below !== undefined) return problemOfStrata(below, rest, whole);
  if (first === "…" || first === "help") return undefined;
  const own = program.registeredArguments;
  if (own.length === 0 && program.commands.length > 0) {
    return first === undefined && !whole ? undefined : `${program.name()} has no command ${first ?? ""}`;
  }
  return problemOfArguments(program, words, whole);
}

function problemOfArguments(program: Program, words: readonly string[], whole: boolean): string | undefined {
  const given: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--") break;
    if (!/^-/.test(word)) {
      if (word !== ">" && word !== "…") given.push(word);
      if (word === ">") index += 1;
      continue;
    }
    const [name] = word.split("=");
    const option = program.options.find(({ long, short }) => long === name || short === name);
    if (option === undefined) return `${program.name()} has no option ${name}`;
    if ((option.required || option.optional) && !word.includes("=")) index += 1;
  }
  const { registeredArguments: own } = program;
  const least = own.filter(({ required }) => required).length;
  const most = own.some(({ variadic }) => variadic) ? Number.POSITIVE_INFINITY : own.length;
  if (given.length > most) return `${program.name()} takes ${most} arguments at most, not ${given.join(" ")}`;
  return whole && given.length < least ? `${program.name()} takes ${least} arguments at least` : undefined;
}

function problemOfNx(words: readonly string[], { targets, environments }: Known): string | undefined {
  const [first = ""] = words;
  const after = (option: string) => words[words.indexOf(option) + 1];
  const target = words.includes("-t") ? after("-t") : first;
  if (["run-many", "affected"].includes(first) && !words.includes("-t")) return undefined;
  if (NX_OWN.includes(first)) return undefined;
  if (target === undefined || !targets.includes(target)) return `nx has no target ${target}`;
  const environment = words.includes("-c") ? after("-c") : undefined;
  if (environment === undefined || /^[<"$]|\$/.test(environment) || environments.includes(environment))
    return undefined;
  return `there is no environment ${environment}`;
}
