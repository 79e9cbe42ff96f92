import { stripVTControlCharacters } from "node:util";
import type { DiagnosticEvent } from "@pulumi/pulumi/automation/index.js";
import { parseUrn } from "@strata/shared-config";

/** One thing that the engine, a provider or a program had to say. */
export interface Diagnostic {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
}

/** What an event has to say to a reader: notes of the program, warnings and errors, cleaned, and no passing ones. */
export function readDiagnostic(event: DiagnosticEvent): Diagnostic | undefined {
  if (event.ephemeral === true) return undefined;
  const { severity } = event;
  if (severity !== "info" && severity !== "warning" && severity !== "error") return undefined;
  const message = cleanMessage(event.message);
  if (message === "") return undefined;
  const resource = resourceName(event.urn);
  return { severity, message: resource === undefined ? message : `${resource}: ${message}` };
}

/**
 * A message without what belongs to a terminal or to the engine's own workings: colour codes and `<{%…%}>` markup,
 * the engine's prefixes, and the stack frames of packages and of Node itself.
 */
export function cleanMessage(message: string): string {
  return stripVTControlCharacters(message)
    .replace(/<\{%[^%]*%\}>/g, "")
    .split("\n")
    .filter((line) => !/^\s+at .*(node_modules|node:internal|\(<anonymous>\))/.test(line) && !/^\s+at node:/.test(line))
    .join("\n")
    .replace(/^(Unhandled exception: |One or more errors occurred: )+/, "")
    .trim();
}

/**
 * Each message once, in the order of their first appearance. A message that another one holds whole is left out: the
 * engine repeats a program's error without its name and place.
 */
export function distinct(messages: readonly string[]): string[] {
  const unique = [...new Set(messages)];
  return unique.filter((message) => !unique.some((other) => other !== message && other.includes(message)));
}

/** The errors that a CLI wrote to its standard error before it could send any event. */
export function errorsOfText(stderr: string): string[] {
  const [, ...errors] = cleanMessage(`\n${stderr}`).split(/^error: /m);
  return distinct(errors.map(cleanMessage).filter((message) => message !== ""));
}

/** Type and name of a resource; undefined for the stack itself. */
export function resourceName(urn: string | undefined): string | undefined {
  if (urn === undefined || urn === "") return undefined;
  const { type, name } = parseUrn(urn);
  return type === "" || name === "" || type === "pulumi:pulumi:Stack" ? undefined : `${type} ${name}`;
}
