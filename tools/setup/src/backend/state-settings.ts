/*
 * `state` in the environment's file, so that every machine finds the same state. What the file says already is never
 * replaced: a state that is looked for elsewhere is empty there, and a deploy would make everything a second time.
 */
import { StrataError } from "@strata/shared-config";
import { editSettings } from "@strata/shared-config/edit";
import { parseDocument } from "yaml";
import type { Change } from "../steps/step.ts";
import type { StateSettings } from "./state-place.ts";

/** What the text of a file lacks of its `state`. Throws StrataError STATE_MOVED where it says something else. */
export function planStateSettings(environment: string, text: string, wanted: StateSettings): readonly Change[] {
  const document = parseDocument(text);
  return Object.entries(wanted).map(([key, value]): Change => {
    const what = `state.${key} in environments/${environment}.yaml`;
    const found: unknown = document.getIn(["state", key]);
    if (found === value) return { action: "keep", what };
    if (found === undefined) return { action: "change", what, detail: value };
    throw new StrataError("STATE_MOVED", `${what} is ${found}, and the answers say ${value}`, {
      hint: `answer as the file says; to move a state on purpose: pulumi stack export, then correct environments/${environment}.yaml`,
      fault: "user",
    });
  });
}

/** The text of the file with its `state`; comments and order stay. */
export function withStateSettings(text: string, wanted: StateSettings): string {
  const document = parseDocument(text);
  const open = Object.entries(wanted).filter(([key]) => document.getIn(["state", key]) === undefined);
  return editSettings(
    text,
    open.map(([key, value]) => ({ path: `state.${key}`, value })),
  );
}
