import { text } from "node:stream/consumers";
import { optionInvalid } from "@strata/shared-config";
import { askOnce, askYes } from "./ask-once.ts";

/**
 * A secret from whoever runs the command: masked at a terminal, else all of standard input without the line end at its end.
 * So it is in no argument, and in no shell's history.
 */
export async function readSecretValue(message: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, "");
  return askOnce({ id: "value", kind: "secret", multiline: true, message });
}

/**
 * A yes at a terminal.
 * @param warning what speaks against it, for the error
 * @throws StrataError OPTION_INVALID where there is nobody to ask; RUN_STOPPED when the person ends it
 */
export async function confirm(message: string, warning: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw optionInvalid(`nobody is here to say yes: ${warning}`, "add --yes");
  return askYes(message);
}
